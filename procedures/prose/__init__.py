"""What the printed texts of procedures say, read carefully: times, fees, ways of filing, papers.

The national database and the offices' lists give times and fees as prose ("05 ngày làm việc",
"Trực tuyến120 VNĐ"). These modules read what is said without doubt and nothing else: whoever
reads a fee here may have to pay it. What is not understood stays as it was printed, and what is
understood keeps the printed text beside it. Pure.

| module | reads |
|---|---|
| `numbers` | numbers in digits and words, and whether the two agree |
| `times` | a time limit: amount and unit |
| `money` | an amount in đồng, or that nothing is paid |
| `ways` | which text belongs to which way of filing |
| `papers` | the lines of a dossier: paper, originals, copies, form |
| `steps` | the steps, where they count up |
| `blocks` | a long text as paragraphs, lists and headings |
"""
