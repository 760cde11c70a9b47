package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// short are small sizes with times that never pass, even on a slow machine.
var short = Limits{Bytes: 1 << 20, HeaderBytes: 16 << 10, Header: time.Minute, Idle: time.Minute, Total: time.Minute, Connect: 10 * time.Second}

// limitsFor lets only that time pass which leads to the outcome.
func limitsFor(want Outcome) Limits {
	l := short
	switch want {
	case TooSlow:
		l.Idle = 150 * time.Millisecond
	case TimeOut:
		l.Header, l.Total = 300*time.Millisecond, 600*time.Millisecond
	}
	return l
}

func zeros(w io.Writer, n int64) {
	chunk := make([]byte, 64<<10)
	for ; n > 0; n -= int64(len(chunk)) {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

// drip sends a byte now and then until the client is gone.
func drip(w http.ResponseWriter, r *http.Request, every time.Duration) {
	for r.Context().Err() == nil {
		io.WriteString(w, "x")
		w.(http.Flusher).Flush()
		time.Sleep(every)
	}
}

// hijack takes the connection over.
func hijack(w http.ResponseWriter, do func(net.Conn)) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		do(conn)
		conn.Close()
	}
}

func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
}

// hostile are the servers that the crawler's documentation promises an outcome
// for; the names are those of its table.
var hostile = []struct {
	name string
	want Outcome
	do   http.HandlerFunc
}{
	{"gzip bomb", TooLarge, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		zeros(z, 200<<20)
		z.Close()
	}},
	{"deflate bomb", TooLarge, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "deflate")
		z, _ := zlib.NewWriterLevel(w, zlib.BestSpeed)
		zeros(z, 200<<20)
		z.Close()
	}},
	{"empty gzip members for ever", TooLarge, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		var b bytes.Buffer
		gzip.NewWriter(&b).Close()
		many := bytes.Repeat(b.Bytes(), 1000)
		for {
			if _, err := w.Write(many); err != nil {
				return
			}
		}
	}},
	{"gzip that is none", BadBody, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, "<html>not gzip at all</html>")
	}},
	{"broken gzip", BadBody, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, strings.Repeat("hallo ", 1000))
		z.Close()
		broken := b.Bytes()
		broken[len(broken)-6] ^= 0xff // the checksum
		w.Write(broken)
	}},
	{"unasked-for coding", BadBody, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		io.WriteString(w, "x")
	}},
	{"endless body", TooLarge, func(w http.ResponseWriter, _ *http.Request) { zeros(w, 1<<40) }},
	{"300 MB announced", TooLarge, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(300<<20))
		zeros(w, 300<<20)
	}},
	{"300 MB in chunks", TooLarge, func(w http.ResponseWriter, _ *http.Request) { zeros(w, 300<<20) }},
	{"slow drip", TooSlow, func(w http.ResponseWriter, r *http.Request) { drip(w, r, 20*time.Millisecond) }},
	{"silence after the headers", TooSlow, func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}},
	{"silence before the headers", TimeOut, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
	{"slow headers", TimeOut, func(w http.ResponseWriter, _ *http.Request) {
		hijack(w, func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			for i := range 100 {
				if _, err := fmt.Fprintf(c, "X-%d: y\r\n", i); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
	}},
	{"endless headers", TooLarge, func(w http.ResponseWriter, _ *http.Request) {
		hijack(w, func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := fmt.Fprintf(c, "X: %s\r\n", strings.Repeat("y", 1000)); err != nil {
					return
				}
			}
		})
	}},
	{"too long in all", TimeOut, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write(make([]byte, 4096))
			w.(http.Flusher).Flush()
			time.Sleep(30 * time.Millisecond)
		}
	}},
	{"30 redirects", TooManyRedirects, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/x"+r.URL.Path, http.StatusFound)
	}},
	{"redirect to itself", RedirectLoop, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path, http.StatusMovedPermanently)
	}},
	{"cookie wall by redirect", RedirectLoop, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cookies" {
			w.Header().Set("Set-Cookie", "akkoord=1")
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		http.Redirect(w, r, "/cookies", http.StatusFound)
	}},
	{"redirect to a file", BadRedirect, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	}},
	{"redirect to ftp", BadRedirect, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "ftp://files.example/a", http.StatusFound)
	}},
	{"redirect with a password", BadRedirect, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://a:b@files.example/a", http.StatusFound)
	}},
	{"redirect to nowhere", BadRedirect, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(302) }},
	{"connection reset at once", NoConnection, func(w http.ResponseWriter, _ *http.Request) { hijack(w, reset) }},
	{"connection reset half way", NoConnection, func(w http.ResponseWriter, _ *http.Request) {
		hijack(w, func(c net.Conn) {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
			reset(c)
		})
	}},
	{"shorter than announced", NoConnection, func(w http.ResponseWriter, _ *http.Request) {
		hijack(w, func(c net.Conn) { io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf") })
	}},
	{"not http", NoConnection, func(w http.ResponseWriter, _ *http.Request) {
		hijack(w, func(c net.Conn) { io.WriteString(c, "220 mail.example ESMTP\r\n") })
	}},
	{"picture", BadBody, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		zeros(w, 1<<20)
	}},
	{"bytes called html", BadBody, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("\x00\x01\x02\x03" + strings.Repeat("\x00a\x00\x00", 100)))
	}},
}

func TestHostileServers(t *testing.T) {
	for _, tt := range hostile {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, tt.do)
			c := client(t, Config{Limits: limitsFor(tt.want)})
			r := c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true})
			if r.Outcome != tt.want || r.Body != nil {
				t.Errorf("%v (%v), %d bytes, want %v", r.Outcome, r.Err, len(r.Body), tt.want)
			}
			s.CloseClientConnections()
		})
	}
}

func TestMemoryStaysFlat(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { zeros(w, 300<<20) })
	c := client(t, Config{Limits: short})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 20 {
		c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("heap grew by %d bytes over twenty pages of 300 MB", grown)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 20*16<<20 {
		t.Errorf("allocated %d bytes for twenty pages with a limit of 1 MB", took)
	}
}

func TestBareDeflate(t *testing.T) {
	want := strings.Repeat("<p>hallo</p>", 1000)
	for name, pack := range map[string]func(io.Writer) io.WriteCloser{
		"zlib": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
		"bare": func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 6); return z },
	} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "deflate")
			z := pack(w)
			io.WriteString(z, want)
			z.Close()
		})
		if r := client(t, Config{}).Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}); string(r.Body) != want {
			t.Errorf("%s: %v, %v", name, r.Outcome, r.Err)
		}
	}
}

func TestTLS(t *testing.T) {
	ok := func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") }
	start := func(cfg *tls.Config) *httptest.Server {
		s := httptest.NewUnstartedServer(http.HandlerFunc(ok))
		s.TLS, s.Config.ErrorLog = cfg, log.New(io.Discard, "", 0)
		s.StartTLS()
		t.Cleanup(s.Close)
		return s
	}
	s := start(nil)
	trusting := x509.NewCertPool()
	trusting.AddCert(s.Certificate())
	if r := client(t, Config{TLS: &tls.Config{RootCAs: trusting}}).Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}); r.Outcome != OK {
		t.Errorf("trusted: %v, %v", r.Outcome, r.Err)
	}
	if r := client(t, Config{}).Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}); r.Outcome != NoTrust {
		t.Errorf("unknown issuer: %v, %v", r.Outcome, r.Err)
	}
	named := &tls.Config{RootCAs: trusting, ServerName: "other.example.org"}
	if r := client(t, Config{TLS: named}).Get(t.Context(), Request{URL: s.URL, AllowPrivate: true}); r.Outcome != NoTrust {
		t.Errorf("wrong name: %v, %v", r.Outcome, r.Err)
	}
	plain := serve(t, ok)
	if r := client(t, Config{}).Get(t.Context(), Request{URL: "https" + strings.TrimPrefix(plain.URL, "http"), AllowPrivate: true}); r.Outcome != NoTrust {
		t.Errorf("no tls behind https: %v, %v", r.Outcome, r.Err)
	}
	old := start(&tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11})
	if r := client(t, Config{TLS: &tls.Config{RootCAs: trusting}}).Get(t.Context(), Request{URL: old.URL, AllowPrivate: true}); r.Outcome != NoTrust {
		t.Errorf("TLS 1.1: %v, %v", r.Outcome, r.Err)
	}
}

func TestPublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2a00:1450:400e:80d::200e": true, "1.1.1.1": true,
		"127.0.0.1": false, "127.8.8.8": false, "::1": false, "0.0.0.0": false, "::": false,
		"10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false, "172.32.0.1": true, "192.168.1.1": false,
		"169.254.169.254": false, "fe80::1": false, "fd12::1": false, "fec0::1": false,
		"100.64.0.1": false, "198.18.0.1": false, "192.0.0.8": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"::ffff:127.0.0.1": false, "::ffff:8.8.8.8": true, "64:ff9b::7f00:1": false, "64:ff9b::808:808": true,
		"2002:7f00:1::": false, "2002:808:808::1": true, "::127.0.0.1": false, "ff02::1": false, "2001:db8::1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public %v", address, got)
		}
	}
}

func TestPrivateIsRefused(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("reached") })
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	c := client(t, Config{Limits: short})
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f000001"} {
		if r := c.Get(t.Context(), Request{URL: "http://" + host + port}); r.Outcome != Private && r.Outcome != NoHost {
			t.Errorf("%s: %v", host, r.Outcome)
		}
	}
}

// onlyFirst calls 127.0.0.1 public and nothing else: with it a server on
// 127.0.0.1 stands for one on the internet and 127.0.0.2 for the own network.
func onlyFirst(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }

func TestRedirectIntoTheOwnNetwork(t *testing.T) {
	inside := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("reached") })
	target := strings.Replace(inside.URL, "127.0.0.1", "127.0.0.2", 1)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) })
	c := client(t, Config{Limits: short, public: onlyFirst})
	if r := c.Get(t.Context(), Request{URL: s.URL}); r.Outcome != Private {
		t.Errorf("%v, %v", r.Outcome, r.Err)
	}
}

// nameServer answers every question for an address with the next of these; the
// last one stays.
func nameServer(t *testing.T, answers ...[4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	var asked atomic.Int64
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				i := min(int(asked.Add(1)), len(answers)) - 1
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: answers[i]}}}
			}
			if out, err := m.Pack(); err == nil {
				conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp4", conn.LocalAddr().String())
	}}
}

func TestRebinding(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close") // so that the name is asked for again
		io.WriteString(w, "ok")
	})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.URL, "http://"))
	c := client(t, Config{Limits: short, public: onlyFirst, Resolver: nameServer(t, [4]byte{127, 0, 0, 1}, [4]byte{127, 0, 0, 2})})
	address := "http://evil.example.:" + port
	if r := c.Get(t.Context(), Request{URL: address}); r.Outcome != OK {
		t.Fatalf("first: %v, %v", r.Outcome, r.Err)
	}
	if r := c.Get(t.Context(), Request{URL: address}); r.Outcome != Private {
		t.Errorf("after the name has turned: %v, %v", r.Outcome, r.Err)
	}
}

func TestNoSuchHost(t *testing.T) {
	nobody := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, fmt.Errorf("no name server")
	}}
	if r := client(t, Config{Resolver: nobody}).Get(t.Context(), Request{URL: "http://nergens.example/"}); r.Outcome != NoHost {
		t.Errorf("%v, %v", r.Outcome, r.Err)
	}
	dead := httptest.NewServer(nil)
	dead.Close()
	if r := client(t, Config{}).Get(t.Context(), Request{URL: dead.URL, AllowPrivate: true}); r.Outcome != NoConnection {
		t.Errorf("%v, %v", r.Outcome, r.Err)
	}
}
