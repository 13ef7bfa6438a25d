// A form's page that was opened as a page answers as one: in a dialog over it the same form stood once more, and the links
// of its faults led to the one below. htmx looks at a page only after this.

for (const form of document.querySelectorAll('[data-panel] form[hx-target="#dialog"]')) form.removeAttribute("hx-post")
