package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"
)

// videoRequest and bulkRequest are the requests as structs.
type videoRequest struct {
	Model    string   `json:"model"`
	Images   []string `json:"images"`
	Prompt   string   `json:"prompt"`
	Duration int      `json:"duration"`
}

type bulkRequest struct {
	TaggingRequest []struct {
		Image   struct{ Type, Content string } `json:"image"`
		Context struct{ ID string }            `json:"context"`
	} `json:"taggingRequest"`
}

var errRefused = errors.New("refused")

// byHand reads an input the way a developer would without willpass: into structs with the standard library, and the size of each
// image with image.DecodeConfig. It checks a few fields and limits, far fewer than the rules do.
func byHand(in *input) error {
	switch in.Kind {
	case urlJSON, imageJSON:
		return byHandVideo(in)
	case bulkURLs, bulkImages:
		return byHandBulk(in)
	case form:
		return byHandForm(bytes.NewReader(in.Data))
	}
	return byHandImage(bytes.NewReader(in.Data))
}

func byHandVideo(in *input) error {
	var v videoRequest
	if err := json.Unmarshal(in.Data, &v); err != nil {
		return err
	}
	if !slices.Contains([]string{"viduq1", "viduq2-pro", "viduq3-pro"}, v.Model) || len(v.Images) != 1 || len(v.Prompt) > 5000 || v.Duration < 1 || v.Duration > 16 {
		return errRefused
	}
	if in.Kind == urlJSON {
		_, err := url.Parse(v.Images[0])
		return err
	}
	_, data, found := strings.Cut(v.Images[0], ";base64,")
	if !found {
		return errRefused
	}
	return byHandBase64(data)
}

func byHandBase64(text string) error {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	return byHandImage(bytes.NewReader(raw))
}

func byHandImage(r io.Reader) error {
	c, _, err := image.DecodeConfig(r)
	if err == nil && (c.Width > 4*c.Height || c.Height > 4*c.Width) {
		return errRefused
	}
	return err
}

func byHandBulk(in *input) error {
	var v bulkRequest
	if err := json.Unmarshal(in.Data, &v); err != nil {
		return err
	}
	if len(v.TaggingRequest) > 1000 {
		return errRefused
	}
	ids := make(map[string]bool, len(v.TaggingRequest))
	for i := range v.TaggingRequest {
		one := &v.TaggingRequest[i]
		if one.Context.ID == "" || ids[one.Context.ID] {
			return errRefused
		}
		ids[one.Context.ID] = true
		if in.Kind == bulkURLs {
			if _, err := url.Parse(one.Image.Content); err != nil || one.Image.Type != "url" {
				return errRefused
			}
		} else if err := byHandBase64(one.Image.Content); err != nil {
			return err
		}
	}
	return nil
}

func byHandForm(r io.Reader) error {
	parts := multipart.NewReader(r, formBoundary)
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FormName() == "image" {
			if err := byHandImage(bytes.NewReader(raw)); err != nil {
				return err
			}
		}
	}
}
