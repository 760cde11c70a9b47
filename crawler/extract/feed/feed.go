package feed

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"passend/crawler/extract/record"
	"passend/index/vacancy"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
)

// ErrNotFeed says that the bytes are no RSS, Atom or JSON feed.
var ErrNotFeed = errors.New("feed: neither RSS, Atom nor JSON feed")

// Parse reads an RSS, Atom or JSON feed whole. Elements that job boards add to
// items ("company", "city") are read by the mapping of Options or the dialect
// "rss".
func Parse(body []byte, opt Options) ([]vacancy.Vacancy, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	f, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return nil, ErrNotFeed
	}
	if err != nil {
		return nil, fmt.Errorf("feed: %w", err)
	}
	m := opt.Mapping
	if m == nil {
		if m, err = Dialect("rss"); err != nil {
			return nil, err
		}
	}
	all := make([]vacancy.Vacancy, 0, len(f.Items))
	for _, item := range f.Items {
		v := m.Build(nil, itemNode(item), opt.Now)
		if v.Title == "" && v.Text == "" {
			continue
		}
		if v.Language == "" {
			v.Language = strings.TrimSpace(f.Language)
		}
		Finish(&v, opt)
		all = append(all, v)
	}
	return all, nil
}

// itemNode makes the tree of an item, whatever kind of feed it came from, with
// the names that RSS uses.
func itemNode(i *gofeed.Item) *record.Node {
	n := &record.Node{Name: "item"}
	add := func(name, text string) {
		if strings.TrimSpace(text) != "" {
			n.Add(name, text)
		}
	}
	add("title", i.Title)
	add("link", i.Link)
	add("guid", i.GUID)
	add("encoded", i.Content)
	add("description", i.Description)
	add("pubdate", stamp(i.PublishedParsed, i.Published))
	add("updated", stamp(i.UpdatedParsed, i.Updated))
	for _, c := range i.Categories {
		add("category", c)
	}
	for _, name := range slices.Sorted(maps.Keys(i.Custom)) {
		add(name, i.Custom[name])
	}
	extend(n, i.Extensions)
	return n
}

// stamp prefers what was understood; Dutch names of days and months are left
// as they are for the reading of dates.
func stamp(t *time.Time, raw string) string {
	if t != nil {
		return t.UTC().Format(time.RFC3339)
	}
	return raw
}

// extend adds elements of other vocabularies by their local names ("job:company").
func extend(n *record.Node, extensions ext.Extensions) {
	for _, prefix := range slices.Sorted(maps.Keys(extensions)) {
		for _, name := range slices.Sorted(maps.Keys(extensions[prefix])) {
			for _, e := range extensions[prefix][name] {
				if s := strings.TrimSpace(e.Value); s != "" {
					n.Add(name, s)
				}
			}
		}
	}
}
