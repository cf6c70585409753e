package io.karst.shell;

/** How rows are printed. */
enum OutputFormat {
  /** Columns under each other. */
  TABLE,
  /** One line per value, records under each other. */
  EXPANDED,
  /** RFC 4180 with a header line; NULL is empty, the empty string is quoted. */
  CSV,
  /** An array of objects, one a line. */
  JSON,
  /** A Markdown table. */
  MARKDOWN;

  /** Whether counts may stand between the rows; programs read the other formats. */
  boolean isForPeople() {
    return this == TABLE || this == EXPANDED;
  }

  ResultWriter writer(ShellContext context) {
    return switch (this) {
      case TABLE -> new TableWriter(context);
      case EXPANDED -> new ExpandedWriter(context);
      case CSV -> new CsvWriter(context);
      case JSON -> new JsonWriter(context);
      case MARKDOWN -> new MarkdownWriter(context);
    };
  }
}
