//go:build !unix

package main

// ownFilesOnly does nothing: files inherit the rights of their folder here.
func ownFilesOnly() {}

func ownFolder(string) error { return nil }
