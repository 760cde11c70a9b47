package reading

// numeral is the value of a spelled number, 0 for any other word. "Een" is left
// out: it is nearly always the article.
func numeral(word []byte) int {
	if n := len(word); n < 3 || n > 14 {
		return 0
	}
	switch string(word) {
	case "twee":
		return 2
	case "drie":
		return 3
	case "vier":
		return 4
	case "vijf":
		return 5
	case "zes":
		return 6
	case "zeven":
		return 7
	case "acht":
		return 8
	case "negen":
		return 9
	case "tien":
		return 10
	case "elf":
		return 11
	case "twaalf":
		return 12
	case "vijftien":
		return 15
	case "twintig":
		return 20
	case "vijfentwintig":
		return 25
	case "dertig":
		return 30
	case "veertig":
		return 40
	case "vijftig":
		return 50
	case "zestig":
		return 60
	case "zeventig":
		return 70
	case "tachtig":
		return 80
	case "honderd":
		return 100
	}
	return 0
}
