// Package browsertest drives a real headless Chromium over pages on loopback.
// It is a helper of tests only; no product code may import it. Tests that need
// it skip with a clear line when no Chromium is installed.
package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Widths of the two screens that every page must suit, in CSS pixels.
const (
	Desk  = 1280
	Phone = 390
)

// step bounds one action: a page that takes longer is broken.
const step = 30 * time.Second

// Browser is one tab.
type Browser struct {
	t       testing.TB
	ctx     context.Context
	base    string
	shotDir string
}

// Open starts a browser with an empty profile on the site at base. Screenshots
// go to artifacts/screenshots below the module, which git ignores.
func Open(t testing.TB, base string) *Browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium installed: browser test skipped (Debian: apt-get install chromium)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("lang", "nl-NL"), chromedp.UserDataDir(t.TempDir()))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(func() { stop(); stopAlloc() })
	// The first action starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser: %v", err)
	}
	b := &Browser{t: t, ctx: ctx, base: base, shotDir: shotDir(t)}
	b.Width(Desk)
	return b
}

func shotDir(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || dir == filepath.Dir(dir) {
			break
		}
	}
	dir = filepath.Join(dir, "artifacts", "screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func (b *Browser) do(what string, a ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, step)
	defer cancel()
	if err := chromedp.Do(ctx, a...); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

func get[T any](b *Browser, what string, a chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, step)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
	return v
}

// Width sets the width of the screen.
func (b *Browser) Width(px int64) {
	b.t.Helper()
	b.do("viewport", chromedp.EmulateViewport(px, 900))
}

// NoScript switches JavaScript off for the pages that follow, or on again.
func (b *Browser) NoScript(off bool) {
	b.t.Helper()
	b.do("no script", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
		return err
	}))
}

// Go opens a path of the site and waits until it is loaded.
func (b *Browser) Go(path string) {
	b.t.Helper()
	b.do("open "+path, chromedp.Navigate(b.base+path))
}

// Fill types text into the field.
func (b *Browser) Fill(css, text string) {
	b.t.Helper()
	Eval[bool](b, fmt.Sprintf("(document.querySelector(%q).value = '', true)", css))
	b.do("fill "+css, chromedp.SendKeys(chromedp.CSS(css), text))
}

// Click clicks and waits for the page that it leads to.
func (b *Browser) Click(css string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, step)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(css))); err != nil {
		b.t.Fatalf("click %s: %v", css, err)
	}
}

// Press sends keys to the element that has the focus.
func (b *Browser) Press(keys string) {
	b.t.Helper()
	b.do("press", chromedp.KeyEvent(keys))
}

// Text is the visible text of the first match.
func (b *Browser) Text(css string) string {
	b.t.Helper()
	return strings.TrimSpace(get(b, "text of "+css, chromedp.Text(chromedp.CSS(css))))
}

// Count is how many elements match.
func (b *Browser) Count(css string) int {
	b.t.Helper()
	return Eval[int](b, fmt.Sprintf("document.querySelectorAll(%q).length", css))
}

// Path is the path and query of the page.
func (b *Browser) Path() string {
	b.t.Helper()
	return strings.TrimPrefix(get(b, "location", chromedp.Location()), b.base)
}

// Eval runs a script in the page and returns its value.
func Eval[T any](b *Browser, script string) T {
	b.t.Helper()
	return get(b, "script", chromedp.Evaluate[T](script, func(p *runtime.EvaluateParams) { p.AwaitPromise = new(true) }))
}

// SignIn signs in on the sign-in page.
func (b *Browser) SignIn(login, password string) {
	b.t.Helper()
	b.Go("/inloggen")
	b.Fill("#naam", login)
	b.Fill("#wachtwoord", password)
	b.Click("#inloggen button")
}

// Shot keeps a picture of the whole page, at both widths, under the name. It
// fails when the page is wider than the screen: nobody should scroll sideways.
func (b *Browser) Shot(name string) {
	b.t.Helper()
	for _, w := range []struct {
		px   int64
		name string
	}{{Phone, "phone"}, {Desk, "desk"}} {
		b.Width(w.px)
		if over := Eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
			b.t.Errorf("%s is %d pixels too wide for a screen of %d", name, over, w.px)
		}
		shot := get(b, "screenshot", chromedp.FullScreenshot(100))
		if err := os.WriteFile(filepath.Join(b.shotDir, name+"-"+w.name+".png"), shot, 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
}

// Check ticks the boxes.
func (b *Browser) Check(css ...string) {
	b.t.Helper()
	for _, c := range css {
		b.do("check "+c, chromedp.Click(chromedp.CSS(c)))
	}
}

// Select chooses a value of a list.
func (b *Browser) Select(css, value string) {
	b.t.Helper()
	b.do("select "+css, chromedp.SetValue(chromedp.CSS(css), value))
}

// SetDate fills a date field, whose keyboard differs with the language.
func (b *Browser) SetDate(css, day string) { b.t.Helper(); b.Select(css, day) }
