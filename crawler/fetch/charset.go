package fetch

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// prescan is how far into a page a declared charset is looked for. The HTML
// standard says 1,024 bytes; pages with long comments or scripts first need more.
const prescan = 4096

var (
	metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.\-]{2,40})`)
	xmlCharset  = regexp.MustCompile(`^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']`)
)

// toUTF8 turns a body into UTF-8, whatever its label says, and names the
// charset that it found:
//
//  1. a byte order mark, or the zero bytes of UTF-16, decides;
//  2. bytes that are valid UTF-8 are UTF-8: other text is so by accident next
//     to never, and wrong labels are common;
//  3. else the label of the header, then that of the page;
//  4. a page that says UTF-8 but is not, or says nothing, is read as UTF-8 where
//     it is valid and as Windows-1252 elsewhere ("mixed").
//
// An XML declaration is made to say UTF-8, so that nobody decodes twice.
func toUTF8(body []byte, contentType string) ([]byte, string) {
	body, name := decode(body, contentType)
	if m := xmlCharset.FindSubmatchIndex(body[:min(len(body), prescan)]); m != nil {
		body = bytes.Join([][]byte{body[:m[2]], []byte("UTF-8"), body[m[3]:]}, nil)
	}
	return body, name
}

func decode(body []byte, contentType string) ([]byte, string) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return mixed(body[3:])
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		return with(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), body), "utf-16"
	}
	if order, ok := utf16Without(body); ok {
		return with(unicode.UTF16(order, unicode.IgnoreBOM), body), "utf-16"
	}
	if utf8.Valid(body) {
		return body, "utf-8"
	}
	for _, label := range []string{labelOf(contentType), labelIn(body)} {
		if label == "" {
			continue
		}
		// UTF-16 was looked for above: here the label must be wrong.
		if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement" {
			return with(enc, body), name
		}
		break
	}
	return mixed(body)
}

func with(enc encoding.Encoding, body []byte) []byte {
	out, _, err := transform.Bytes(enc.NewDecoder(), body)
	if err != nil {
		out, _ = mixed(body)
	}
	return out
}

// mixed keeps what is valid UTF-8 and reads every other byte as Windows-1252.
func mixed(body []byte) ([]byte, string) {
	if utf8.Valid(body) {
		return body, "utf-8"
	}
	out := make([]byte, 0, len(body)+len(body)/8)
	for len(body) > 0 {
		r, n := utf8.DecodeRune(body)
		if r == utf8.RuneError && n == 1 {
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(body[0]))
		} else {
			out = append(out, body[:n]...)
		}
		body = body[n:]
	}
	return out, "mixed"
}

// utf16Without finds UTF-16 that has no byte order mark: markup is mostly ASCII,
// so every other byte is zero, and text has no zero bytes otherwise.
func utf16Without(body []byte) (unicode.Endianness, bool) {
	head := body[:min(len(body), 512)&^1]
	if len(head) < 8 {
		return unicode.LittleEndian, false
	}
	var even, odd int
	for i, c := range head {
		if c == 0 && i&1 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	half := len(head) / 2
	switch {
	case odd*10 > half*8 && even == 0:
		return unicode.LittleEndian, true
	case even*10 > half*8 && odd == 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

func labelOf(contentType string) string {
	_, label, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if !ok {
		return ""
	}
	label, _, _ = strings.Cut(label, ";")
	return strings.Trim(label, `"' `)
}

func labelIn(body []byte) string {
	head := body[:min(len(body), prescan)]
	if m := xmlCharset.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	if m := metaCharset.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}
