// Package sqlite is the room that opens SQLite databases for other rooms:
// pragmas, encryption of the file, migrations, the lock on a data folder, and
// errors that say what is wrong with the disk.
//
// No table of any room may enter here.
package sqlite
