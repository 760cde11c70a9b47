package browsertest

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

// maxTabs is how many times a person would press tab before giving up.
const maxTabs = 120

// Tap clicks on what leads to no other page, such as a part that unfolds.
func (b *Browser) Tap(css string) {
	b.t.Helper()
	b.do("tap "+css, chromedp.Click(chromedp.CSS(css)))
}

// Wait waits until a script gives true, for what a script of the page does.
func (b *Browser) Wait(script string) {
	b.t.Helper()
	for end := time.Now().Add(step); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if Eval[bool](b, "document.readyState === 'complete' && !!("+script+")") {
			return
		}
	}
	b.t.Fatalf("waited in vain for %s at %s", script, b.Path())
}

// Save presses control and enter in a field, which saves its form, and waits for
// the page that it leads to.
func (b *Browser) Save() {
	b.t.Helper()
	b.follow(chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// Enter presses enter on a link or button and waits for the page that it leads to.
func (b *Browser) Enter() {
	b.t.Helper()
	b.follow(chromedp.KeyEvent("\r"))
}

// follow waits for the page that an action leads to.
func (b *Browser) follow(a chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, step)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, a); err != nil {
		b.t.Fatalf("from %s: %v", b.Path(), err)
	}
}

// TabTo presses tab until the element has the focus, as somebody without a
// mouse does; it fails when it is never reached.
func (b *Browser) TabTo(css string) {
	b.t.Helper()
	for range maxTabs {
		b.Press("\t")
		if Eval[bool](b, fmt.Sprintf("document.activeElement !== null && document.activeElement.matches(%q)", css)) {
			return
		}
	}
	b.t.Fatalf("the keyboard does not reach %s", css)
}
