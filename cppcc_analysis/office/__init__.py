"""Native, editable charts and tables in slides, Word and Excel, drawn from what a chart says of itself."""
