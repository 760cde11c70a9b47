package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// axeFile is where the checks put axe-core (npm), below the module; git ignores
// the folder.
const axeFile = "node_modules/axe-core/axe.min.js"

// Themes are the looks that every page must be readable in.
var Themes = []string{"light", "dark", "contrast"}

// Axe checks the page that is open, in every theme and at both widths, with the
// rules of WCAG 2.2 AA of axe-core, and reports what it finds under the name. It
// reports false when axe-core is not there.
func (b *Browser) Axe(name string) bool {
	b.t.Helper()
	root := filepath.Dir(filepath.Dir(b.shotDir))
	source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(axeFile)))
	if err != nil {
		return false
	}
	// The page's own policy stands: the script comes in by the debugger.
	Eval[bool](b, string(source)+"\n;true")
	for _, width := range []int64{Phone, Desk} {
		b.Width(width)
		for _, theme := range Themes {
			found := Eval[string](b, fmt.Sprintf(axeScript, theme))
			var violations []struct{ ID, Help, Target string }
			if err := json.Unmarshal([]byte(found), &violations); err != nil {
				b.t.Fatalf("axe on %s: %v in %q", name, err, found)
			}
			for _, v := range violations {
				b.t.Errorf("axe: %s (%s, %d px): %s: %s at %s", name, theme, width, v.ID, v.Help, v.Target)
			}
		}
	}
	Eval[bool](b, "(document.documentElement.removeAttribute('data-theme'), true)")
	return true
}

// axeScript sets the theme, waits until colours have settled and runs the rules.
const axeScript = `(async () => {
	document.documentElement.setAttribute('data-theme', %q);
	for (const a of document.getAnimations()) a.finish();
	await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
	const r = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
	return JSON.stringify(r.violations.flatMap(v => v.nodes.map(n => ({ID: v.id, Help: v.help, Target: n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')}))));
})()`
