// Command passend runs every part of Passend: demo, crawl, import, match,
// evaluate and the web service. It only wires rooms together; logic lives in
// them.
package main
