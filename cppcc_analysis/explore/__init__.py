"""The place to explore: JupyterLab with a start notebook, and the panels that it shows."""
