package main

import "passend/matcher/profile"

// schemaCmd prints a schema that is built into the program.
type schemaCmd struct {
	What string `arg:"" name:"welk" enum:"worker" help:"Welk bestand: worker (het werknemersbestand)."`
}

func (c *schemaCmd) Run(s *session) error {
	text, err := profile.Schema()
	if err != nil {
		return err
	}
	_, err = s.stdout.Write(text)
	return err
}
