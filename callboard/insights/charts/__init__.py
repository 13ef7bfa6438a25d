"""Where things stand in the drawings of the pages: numbers for SVG, without words or colours."""
