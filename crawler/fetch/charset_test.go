package fetch

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

func utf16le(s string, bom bool) string {
	policy := unicode.IgnoreBOM
	if bom {
		policy = unicode.UseBOM
	}
	out, _ := unicode.UTF16(unicode.LittleEndian, policy).NewEncoder().String(s)
	return out
}

func utf16be(s string) string {
	out, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(s)
	return out
}

func TestToUTF8(t *testing.T) {
	const page = "<html><head><title>Café</title></head><body>€ 15 per uur, één week</body></html>"
	tests := []struct{ name, body, contentType, want, charset string }{
		{"utf-8", page, "text/html; charset=utf-8", page, "utf-8"},
		{"utf-8 with mark", "\ufeff" + page, "text/html", page, "utf-8"},
		{"utf-8 called latin-1", page, "text/html; charset=iso-8859-1", page, "utf-8"},
		{"utf-8 without label", page, "", page, "utf-8"},
		{"windows-1252 by header", "caf\xe9 \x80 15", `text/html; charset="windows-1252"`, "café € 15", "windows-1252"},
		{"latin-1 is windows-1252", "caf\xe9 \x80 15", "text/html; charset=ISO-8859-1", "café € 15", "windows-1252"},
		{"windows-1252 by meta", "<meta charset=windows-1252>caf\xe9", "text/html", "<meta charset=windows-1252>café", "windows-1252"},
		{"by old meta", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">` + "\xa4", "", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">€`, "iso-8859-15"},
		{"windows-1252 called utf-8", "caf\xe9", "text/html; charset=utf-8", "café", "mixed"},
		{"mixed", "één caf\xe9 \x96 twee", "text/html; charset=utf-8", "één café – twee", "mixed"},
		{"no label", "caf\xe9", "", "café", "mixed"},
		{"unknown label", "caf\xe9", "text/html; charset=klingon", "café", "mixed"},
		{"utf-16 with mark", utf16le(page, true), "text/html", page, "utf-16"},
		{"utf-16le without mark", utf16le(page, false), "text/html", page, "utf-16"},
		{"utf-16be without mark", utf16be(page), "text/html; charset=utf-8", page, "utf-16"},
		{"ascii called utf-16", "<html>abc caf\xe9", "text/html; charset=utf-16", "<html>abc café", "mixed"},
		{"xml declaration", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\xe9</a>", "text/xml", `<?xml version="1.0" encoding="UTF-8"?><a>café</a>`, "windows-1252"},
		{"xml declaration that lies", `<?xml version="1.0" encoding="ISO-8859-1"?><a>café</a>`, "text/xml", `<?xml version="1.0" encoding="UTF-8"?><a>café</a>`, "utf-8"},
		{"empty", "", "", "", "utf-8"},
	}
	for _, tt := range tests {
		got, charset := toUTF8([]byte(tt.body), tt.contentType)
		if string(got) != tt.want || charset != tt.charset {
			t.Errorf("%s: %q as %s, want %q as %s", tt.name, got, charset, tt.want, tt.charset)
		}
	}
}

func FuzzToUTF8(f *testing.F) {
	f.Add([]byte("caf\xe9"), "text/html; charset=utf-8")
	f.Add([]byte(utf16le("<html>abc", true)), "")
	f.Add([]byte("<?xml encoding='x'?>"), "text/xml; charset=euc-jp")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		if got, _ := toUTF8(body, contentType); !utf8.Valid(got) {
			t.Errorf("not UTF-8: %q", got)
		}
	})
}
