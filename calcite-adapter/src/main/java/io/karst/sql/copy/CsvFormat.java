package io.karst.sql.copy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How rows are written as text.
 *
 * @param delimiter between fields
 * @param quote around fields that hold delimiters, quotes or line ends
 * @param escape before a quote inside a quoted field
 * @param nullText an unquoted field with this text is NULL
 * @param header whether the first line holds names: skipped on reading, as PostgreSQL does
 * @param matchHeader whether the header must name the columns in order
 * @param charset encoding of the file
 */
public record CsvFormat(
    char delimiter,
    char quote,
    char escape,
    String nullText,
    boolean header,
    boolean matchHeader,
    Charset charset) {

  /** Comma, double quotes, empty = NULL, no header, UTF-8. */
  public static final CsvFormat DEFAULT =
      new CsvFormat(',', '"', '"', "", false, false, StandardCharsets.UTF_8);
}
