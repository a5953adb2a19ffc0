"""What the nodes of questions really are: one module per dialect, each exporting LOWERING."""
