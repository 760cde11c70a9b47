-- +goose Up
-- The label stands in the assignment too, so that a page of a caseload is a
-- walk along one index, however large the caseload and the agency are.
ALTER TABLE assignment ADD COLUMN label TEXT NOT NULL DEFAULT '';
UPDATE assignment SET label = (SELECT label FROM worker WHERE id = worker_id);
CREATE INDEX assignment_caseload ON assignment(user_id, label, worker_id, expires_at);

-- +goose StatementBegin
CREATE TRIGGER assignment_label AFTER INSERT ON assignment BEGIN
	UPDATE assignment SET label = (SELECT label FROM worker WHERE id = NEW.worker_id)
	WHERE user_id = NEW.user_id AND worker_id = NEW.worker_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER worker_label_changed AFTER UPDATE OF label ON worker BEGIN
	UPDATE assignment SET label = NEW.label WHERE worker_id = NEW.id;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER worker_label_changed;
DROP TRIGGER assignment_label;
DROP INDEX assignment_caseload;
ALTER TABLE assignment DROP COLUMN label;
