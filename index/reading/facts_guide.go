package reading

import "passend/index/vacancy"

// guideFacts gives the facts under the labels' names.
func guideFacts(*vacancy.Vacancy, *Reading) map[string]any { return map[string]any{} }
