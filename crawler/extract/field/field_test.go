package field

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"passend/index/vacancy"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain lines stay", "Taken:\r\n- tillen\r\n- rijden", "Taken:\n- tillen\n- rijden"},
		{"blocks", "<p>Een</p><p>Twee<br>drie</p>", "Een\n\nTwee\ndrie"},
		{"list", "<ul><li>tillen</li><li><p>rijden</p></li></ul>", "- tillen\n- rijden"},
		{"typed bullet", "<ul><li>- tillen</li><li>• rijden</li></ul>", "- tillen\n- rijden"},
		{"inline", "Je <b>tilt</b> <i>veel</i>,<span> soms</span> niet", "Je tilt veel, soms niet"},
		{"glued words stay glued", "heftruck<b>chauffeur</b>", "heftruckchauffeur"},
		{"escaped twice", "&lt;p&gt;Zout &amp;amp; peper&lt;/p&gt;", "Zout & peper"},
		{"escaped thrice", "&amp;lt;p&amp;gt;Zout&amp;lt;/p&amp;gt;", "Zout"},
		{"left-over entities", "<p>caf&amp;eacute; &amp;amp; bar</p>", "café & bar"},
		{"scripts", "<p>a</p><script>var x='<p>b</p>'</script><style>p{}</style>c", "a\n\nc"},
		{"literal line ends", `<b>Taken</b>\n\nTillen`, "Taken Tillen"},
		{"soft hyphen and no-break space", "heftruck\u00adchauffeur\u00a036\u00a0uur", "heftruckchauffeur 36 uur"},
		{"NFC", "cafe\u0301", "café"},
		{"table", "<table><tr><td>Uren</td><td>32</td></tr><tr><td>Plaats</td><td>Meppel</td></tr></table>", "Uren 32\nPlaats Meppel"},
		{"less than is no tag", "temperatuur < 5 graden & droog", "temperatuur < 5 graden & droog"},
		{"empty", "  ", ""},
	}
	for _, tt := range tests {
		if got := Text(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestDate(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 30, 0, 0, time.UTC)
	tests := []struct{ in, want string }{
		{"2026-7-27", "2026-07-27T00:00:00Z"}, {"2026-07-27", "2026-07-27T00:00:00Z"}, {"2025-06-17T00:00:00.000Z", "2025-06-17T00:00:00Z"},
		{"2026-08-10T15:24:00-04:00", "2026-08-10T19:24:00Z"}, {"2026-08-05 09:41:37 UTC", "2026-08-05T09:41:37Z"}, {"2026-04-13 08:46:19", "2026-04-13T08:46:19Z"},
		{"1 juli 2026", "2026-07-01T00:00:00Z"}, {"di 3 nov. 2026", "2026-11-03T00:00:00Z"}, {"dinsdag 3 november 2026", "2026-11-03T00:00:00Z"}, {"27-7-2026", "2026-07-27T00:00:00Z"},
		{"27/07/2026", "2026-07-27T00:00:00Z"}, {"wo, 21 dec 2016 16:51:15 +0100", "2016-12-21T15:51:15Z"}, {"Wed, 21 Dec 2016 16:51:15 +0100", "2016-12-21T15:51:15Z"},
		{"vr, 31 mei 2026 00:00:00 +0000", "2026-05-31T00:00:00Z"}, {"July 27, 2026", "2026-07-27T00:00:00Z"}, {"1785339866689", "2026-07-29T15:44:26Z"}, {"1785339866", "2026-07-29T15:44:26Z"},
		{"gisteren", "2026-11-24T00:00:00Z"}, {"3 dagen geleden", "2026-11-22T00:00:00Z"}, {"2 weken geleden", "2026-11-11T00:00:00Z"}, {"vandaag", "2026-11-25T00:00:00Z"},
		{"31-02-2026", ""}, {"undisclosed", ""}, {"", ""}, {"0001-01-01T00:00:00Z", ""}, {"2026-13-01", ""}, {"zo snel mogelijk", ""},
	}
	for _, tt := range tests {
		got, ok := Date(tt.in, now)
		text := ""
		if ok {
			text = got.Truncate(time.Second).Format(time.RFC3339)
		}
		if text != tt.want {
			t.Errorf("Date(%q) = %q, want %q", tt.in, text, tt.want)
		}
	}
}

func TestPay(t *testing.T) {
	tests := []struct {
		in   string
		want vacancy.Pay
	}{
		{"€3.333,81 - €4.457,77 (bruto)", vacancy.Pay{MinCents: 333381, MaxCents: 445777}},
		{"€ 4.200 tot € 5.000 bruto per maand", vacancy.Pay{MinCents: 420000, MaxCents: 500000, Period: vacancy.PerMonth}},
		{"€ 5,133 and € 6,000 gross per month for a 38-hour workweek", vacancy.Pay{MinCents: 513300, MaxCents: 600000, Period: vacancy.PerMonth}},
		{"€ 16,50 per uur", vacancy.Pay{MinCents: 1650, MaxCents: 1650, Period: vacancy.PerHour}},
		{"1059 - 1350", vacancy.Pay{MinCents: 105900, MaxCents: 135000}},
		{"€2.800 p/m bij 36 uur per week", vacancy.Pay{MinCents: 280000, MaxCents: 280000, Period: vacancy.PerMonth}},
		{"€ 2500,- per maand + 8% vakantiegeld", vacancy.Pay{MinCents: 250000, MaxCents: 250000, Period: vacancy.PerMonth}},
		{"schaal 8", vacancy.Pay{Text: "schaal 8"}},
		{"schaal 8: € 2.900 - € 3.900", vacancy.Pay{MinCents: 290000, MaxCents: 390000, Text: "schaal 8"}},
		{"$ 50.000 per year", vacancy.Pay{MinCents: 5000000, MaxCents: 5000000, Period: vacancy.PerYear, Currency: "USD"}},
		{"in overleg", vacancy.Pay{Text: "in overleg"}},
		{"", vacancy.Pay{}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, Pay(tt.in)); diff != "" {
			t.Errorf("Pay(%q):\n%s", tt.in, diff)
		}
	}
	for in, want := range map[string]vacancy.Period{"HOUR": "hour", "Monthly": "month", "per-year-salary": "year", "month": "month", "Het salaris is bij een werkweek van 36 uur": "", "per uur": "hour", "uurloon": "hour"} {
		if got := Period(in); got != want {
			t.Errorf("Period(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHours(t *testing.T) {
	tests := []struct {
		in       string
		min, max int
	}{
		{"32-36 uur", 128, 144}, {"36–40 uur", 144, 160}, {"24 - 30 uur", 96, 120}, {"32 tot 36 uur per week", 128, 144}, {"36 uur", 144, 144}, {"38 hours", 152, 152},
		{"36", 144, 144}, {"37,5 uur", 150, 150}, {"16 t/m 24 uur", 64, 96}, {"24 uur tot 32 uur", 96, 128},
		{"8 uur per dag", 0, 0}, {"08:30 - 17:00 uur", 0, 0}, {"100 uur", 0, 0}, {"in overleg", 0, 0}, {"2 ploegen", 0, 0}, {"", 0, 0},
	}
	for _, tt := range tests {
		if got := Hours(tt.in); got.Min != tt.min || got.Max != tt.max {
			t.Errorf("Hours(%q) = %+v, want %d-%d", tt.in, got, tt.min, tt.max)
		}
	}
}

func TestPlace(t *testing.T) {
	tests := []struct {
		in   string
		want vacancy.Place
	}{
		{"Utrecht", vacancy.Place{Name: "Utrecht"}}, {"Amsterdam, Nederland", vacancy.Place{Name: "Amsterdam", Country: "NL"}},
		{"Almere, Flevoland, NL", vacancy.Place{Name: "Almere", Region: "Flevoland", Country: "NL"}},
		{"Kerkstraat 1, 3581AB Utrecht", vacancy.Place{Name: "Utrecht", Street: "Kerkstraat 1", Postcode: "3581 AB"}},
		{"", vacancy.Place{}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, Place(tt.in)); diff != "" {
			t.Errorf("Place(%q):\n%s", tt.in, diff)
		}
	}
	if got := Places("Meppel / Assen; Hoogeveen"); len(got) != 3 {
		t.Errorf("Places: %v", got)
	}
}

func TestEmploymentTypes(t *testing.T) {
	tests := []struct{ in, want string }{
		{"['FULL_TIME', 'PART_TIME']", "FULL_TIME PART_TIME"}, {"Full-time", "FULL_TIME"}, {"fulltime_permanent", "FULL_TIME"}, {"Fulltime", "FULL_TIME"}, {"FullTime", "FULL_TIME"},
		{"Vast", ""}, {"bepaalde tijd", "TEMPORARY"}, {"onbepaalde tijd", ""}, {"Stage", "INTERN"}, {"Parttime / Fulltime", "FULL_TIME PART_TIME"}, {"OTHER", "OTHER"}, {"international", ""}, {"", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(EmploymentTypes(tt.in), " "); got != tt.want {
			t.Errorf("EmploymentTypes(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.test/v?id=1&utm_source=X": "https://a.test/v?id=1", "https://a.test/v?utm_source=X&utm_medium=y#top": "https://a.test/v#top",
		"https://a.test/v?utm_source=X&id=1": "https://a.test/v?id=1", " https://a.test/v?a=1&amp;b=2 ": "https://a.test/v?a=1&b=2",
	} {
		if got := Address(in); got != want {
			t.Errorf("Address(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("<p>Je &lt;b&gt; tilt<li>- 10 kilo</p>\u00ad &amp;amp;")
	f.Add("a\r\n\r\n\r\nb")
	f.Fuzz(func(t *testing.T, in string) {
		out := Text(in)
		if !utf8.ValidString(out) || !norm.NFC.IsNormalString(out) || strings.Contains(out, "\r") || strings.Contains(out, "\n\n\n") || strings.TrimSpace(out) != out {
			t.Fatalf("%q", out)
		}
	})
}

func FuzzValues(f *testing.F) {
	f.Add("€ 2.500 - 3.100 per maand, 32-36 uur, 3581 AB Utrecht, 1 juli 2026")
	f.Fuzz(func(t *testing.T, in string) {
		if p := Pay(in); p.MinCents < 0 || p.MaxCents < p.MinCents {
			t.Fatalf("%+v", p)
		}
		if h := Hours(in); h.Min < 0 || h.Max < h.Min || h.Max > maxWeek*4 {
			t.Fatalf("%+v", h)
		}
		Place(in)
		EmploymentTypes(in)
		if d, ok := Date(in, time.Unix(1e9, 0)); ok && d.Location() != time.UTC {
			t.Fatal("not UTC")
		}
	})
}

func BenchmarkText(b *testing.B) {
	in := strings.Repeat("<p>Je werkt in een <b>klein</b> team &amp; je tilt.</p><ul><li>tillen tot 10 kilo</li><li>rijden</li></ul>", 40)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		Text(in)
	}
}
