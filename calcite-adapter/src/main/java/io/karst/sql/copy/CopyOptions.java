package io.karst.sql.copy;

import static java.util.Objects.requireNonNullElse;

import io.karst.calcite.ast.Option;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a COPY.
 *
 * @param format how rows are written
 * @param compression gzip or none; null = by the file's name
 * @param forceQuote columns whose values are quoted unless they are NULL (COPY TO)
 * @param forceNull columns in which quoted values may be NULL as well (COPY FROM)
 * @param forceNotNull columns in which unquoted values are never NULL (COPY FROM)
 */
record CopyOptions(
    CsvFormat format,
    @Nullable String compression,
    CopyColumns forceQuote,
    CopyColumns forceNull,
    CopyColumns forceNotNull) {

  /** Whether the file is gzipped. */
  boolean isGzip(@Nullable String file) {
    if (compression != null) {
      return compression.equals("gzip");
    }
    return file != null && file.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  static CopyOptions parse(List<Option> options) {
    Reader reader = new Reader();
    for (Option option : options) {
      reader.read(option);
    }
    return reader.build();
  }

  /** Collects options one by one. */
  private static final class Reader {
    private char delimiter = ',';
    private char quote = '"';
    private @Nullable Character escape;
    private String nullText = "";
    private boolean header;
    private boolean matchHeader;
    private Charset charset = StandardCharsets.UTF_8;
    private @Nullable String compression;
    private CopyColumns forceQuote = CopyColumns.NONE;
    private CopyColumns forceNull = CopyColumns.NONE;
    private CopyColumns forceNotNull = CopyColumns.NONE;
    private final Set<String> seen = new HashSet<>();

    void read(Option option) {
      String value = requireNonNullElse(option.value(), "");
      if (!seen.add(option.name())) {
        throw new KarstException(
            ErrorCode.SYNTAX_ERROR, "conflicting or redundant options: " + option.name());
      }
      switch (option.name()) {
        case "format" -> requireCsv(value);
        case "csv" -> requireCsv("csv");
        case "header" -> {
          header = isOn(option);
          matchHeader = value.equalsIgnoreCase("match");
        }
        case "delimiter", "delimiters" -> delimiter = character(option);
        case "quote" -> quote = character(option);
        case "escape" -> escape = character(option);
        case "null" -> nullText = value;
        case "encoding" -> charset = charset(value);
        case "compression" -> compression = compression(value);
        case "force_quote" -> forceQuote = CopyColumns.of(option);
        case "force_null" -> forceNull = CopyColumns.of(option);
        case "force_not_null" -> forceNotNull = CopyColumns.of(option);
        case "freeze" -> isOn(option);
        default ->
            throw new KarstException(
                ErrorCode.FEATURE_NOT_SUPPORTED,
                "COPY option \"" + option.name() + "\" is not supported");
      }
    }

    private static boolean isOn(Option option) {
      try {
        return option.isOn();
      } catch (IllegalArgumentException e) {
        throw invalid(e.getMessage() == null ? option.name() : e.getMessage());
      }
    }

    private static void requireCsv(String value) {
      if (!value.equalsIgnoreCase("csv")) {
        throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "COPY format \"" + value + "\" is not supported; csv is");
      }
    }

    private static char character(Option option) {
      String value = requireNonNullElse(option.value(), "");
      String text = value.equals("\\t") ? "\t" : value;
      if (text.length() != 1 || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
        throw invalid("COPY " + option.name() + " must be a single character");
      }
      return text.charAt(0);
    }

    private static Charset charset(String name) {
      try {
        return Charset.forName(name.equalsIgnoreCase("utf8") ? "UTF-8" : name);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw invalid("argument to option \"encoding\" must be a valid encoding name: " + name);
      }
    }

    private static String compression(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return switch (lower) {
        case "gzip", "gz" -> "gzip";
        case "none", "" -> "none";
        default -> throw invalid("COPY compression must be gzip or none, not \"" + name + "\"");
      };
    }

    private static KarstException invalid(String message) {
      return new KarstException(ErrorCode.INVALID_PARAMETER, message);
    }

    CopyOptions build() {
      if (delimiter == quote) {
        throw invalid("COPY delimiter and quote must be different");
      }
      if (nullText.indexOf(delimiter) >= 0) {
        throw invalid("COPY delimiter must not appear in the NULL specification");
      }
      char escaping = escape == null ? quote : escape;
      return new CopyOptions(
          new CsvFormat(delimiter, quote, escaping, nullText, header, matchHeader, charset),
          compression,
          forceQuote,
          forceNull,
          forceNotNull);
    }
  }
}
