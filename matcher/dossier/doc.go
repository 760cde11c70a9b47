// Package dossier is the room of the record of persons: workers with every
// version of their profiles and capacity, users and who may see what, and the
// audit chain. It is the only room that holds health data.
//
// Nothing may be readable in here without the key, and no vacancy index and no
// network may enter. Roles are decided in this room: a View loads nothing that
// its actor may not see.
package dossier
