// Package archivetest is the room of what every implementation of the archive
// must do, as tests that each one runs, and of a generator of realistic
// vacancies for tests and benchmarks. It is a helper of tests only; no product
// code may import it.
package archivetest
