package ats

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"passend/crawler/extract/record"
	"passend/index/vacancy"
)

// Request is one address to fetch with GET.
type Request struct {
	URL string
	// Detail is true when the reply is one vacancy and not a list.
	Detail bool
}

// Reply is what one answer of a system yields.
type Reply struct {
	Vacancies []vacancy.Vacancy
	// Next are the addresses still to fetch: the next page, or the vacancies
	// whose texts the list does not hold.
	Next []Request
	// Total is the number of vacancies the system says it has; -1 when it does
	// not say.
	Total int
}

// ErrReply says that an answer is not what the system sends: an error page, or
// cut short. A list with this error is not complete.
var ErrReply = errors.New("ats: unexpected reply")

// First is the address to begin with.
func (b Board) First() (Request, error) {
	s, err := b.system()
	if err != nil {
		return Request{}, err
	}
	return Request{URL: b.expand(s.List, "")}, nil
}

// Parse reads the answer to a request. now is for relative dates; may be zero.
func (b Board) Parse(req Request, body []byte, now time.Time) (Reply, error) {
	s, err := b.system()
	if err != nil {
		return Reply{}, err
	}
	root, err := s.tree(body)
	if err != nil {
		return Reply{}, fmt.Errorf("%w of %s: %w", ErrReply, s.Name, err)
	}
	reply := Reply{Total: -1}
	if req.Detail {
		v := b.vacancy(s, root, root, now)
		if v.Title == "" && v.Text == "" {
			return reply, fmt.Errorf("%w of %s: no vacancy in it", ErrReply, s.Name)
		}
		reply.Vacancies, reply.Total = []vacancy.Vacancy{v}, 1
		return reply, nil
	}
	items := root.All(s.Mapping.Items[0])
	if len(items) == 0 && !s.plausible(root, body) {
		return reply, fmt.Errorf("%w of %s: no list in it", ErrReply, s.Name)
	}
	if n, err := strconv.Atoi(root.Get(s.Total)); err == nil && s.Total != "" {
		reply.Total = n
	}
	for _, item := range items {
		v := b.vacancy(s, root, item, now)
		switch {
		case s.Detail != "" && v.Text == "" && v.ExternalID != "":
			reply.Next = append(reply.Next, Request{URL: b.expand(s.Detail, v.ExternalID), Detail: true})
		case v.Title != "":
			reply.Vacancies = append(reply.Vacancies, v)
		}
	}
	if next := s.next(root, req.URL, len(items), reply.Total); next != "" {
		reply.Next = append(reply.Next, Request{URL: next})
	}
	return reply, nil
}

func (s *system) tree(body []byte) (*record.Node, error) {
	body = bytes.TrimPrefix(bytes.TrimSpace(body), []byte("\xef\xbb\xbf"))
	if s.XML {
		return record.XML(bytes.NewReader(body))
	}
	return record.JSON(body)
}

// plausible tells an empty list from an error: the reply is an array, or an
// object or element with a list's name or nothing but a list in it.
func (s *system) plausible(root *record.Node, body []byte) bool {
	if s.XML {
		return strings.EqualFold(root.Name, "feed") || strings.EqualFold(root.Name, "workzag-jobs")
	}
	if s.Mapping.Items[0] == "item" {
		return bytes.HasPrefix(body, []byte("["))
	}
	return bytes.Contains(body, []byte(`"`+s.Mapping.Items[0]+`"`))
}

// next is the address of the page after this one; empty when this is the last.
func (s *system) next(root *record.Node, address string, items, total int) string {
	if s.Pages.Next != "" {
		return root.Get(s.Pages.Next)
	}
	u, err := url.Parse(address)
	if err != nil || s.Pages.Skip == "" || items == 0 {
		return ""
	}
	q := u.Query()
	size, _ := strconv.Atoi(q.Get(s.Pages.Size))
	skip, _ := strconv.Atoi(q.Get(s.Pages.Skip))
	if total >= 0 && skip+items >= total || total < 0 && items < size {
		return ""
	}
	q.Set(s.Pages.Skip, strconv.Itoa(skip+items))
	u.RawQuery = q.Encode()
	return u.String()
}

func (b Board) vacancy(s *system, root, item *record.Node, now time.Time) vacancy.Vacancy {
	v := s.Mapping.Build(root, item, now)
	if v.URL == "" && s.Page != "" && v.ExternalID != "" {
		v.URL = b.expand(s.Page, v.ExternalID)
		v.FoundBy["url"] = s.Name
	}
	if v.Employer == "" {
		if v.Employer = b.Employer; v.Employer != "" {
			v.FoundBy["employer"] = "source"
		}
	}
	return v
}
