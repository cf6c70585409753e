package io.karst.calcite.parser.action;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's intervals without a qualifier: {@code 1 day 02:03}, {@code 3 months}, {@code
 * -1 year 2 mons}, {@code 2 hours ago}, {@code P1DT2H}. Months and shorter units do not mix in one
 * value: SQL has two interval types, and so have we.
 *
 * <p>The literal's qualifier tells what the text holds: YEAR TO MONTH for months, DAY for whole
 * days, HOUR TO SECOND if there is a time of day (then a DATE plus it is a TIMESTAMP).
 */
public final class IntervalText {
  private static final int FIELD_DIGITS = 9;
  private static final BigDecimal MICROS_PER_SECOND = BigDecimal.valueOf(1_000_000);
  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d*)?))?"
              + "|([+-]?\\d+)-(\\d{1,2})(?![\\d.])"
              + "|([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([a-zA-Z]*))");
  private static final Pattern ISO = Pattern.compile("([+-]?[\\d.]+)([YMWDHS])");

  private final String text;
  private final SqlParserPos pos;
  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal micros = BigDecimal.ZERO;
  private boolean hasMonths;
  private boolean hasTime;

  private IntervalText(String text, SqlParserPos pos) {
    this.text = text;
    this.pos = pos;
  }

  /**
   * Reads an interval.
   *
   * @param text the content of the string literal
   * @param sign 1 or -1, written before the literal
   * @param pos of the literal
   * @throws KarstException INVALID_DATETIME if it is no interval, FEATURE_NOT_SUPPORTED if it mixes
   *     months with shorter units
   */
  public static SqlIntervalLiteral parse(String text, int sign, SqlParserPos pos) {
    IntervalText interval = new IntervalText(text, pos);
    String trimmed = text.trim();
    if (trimmed.startsWith("P") || trimmed.startsWith("p")) {
      interval.readIso(trimmed.substring(1).toUpperCase(Locale.ROOT));
    } else {
      interval.readParts(trimmed);
    }
    return interval.literal(sign);
  }

  private void readIso(String parts) {
    int time = parts.indexOf('T');
    readIsoPart(time < 0 ? parts : parts.substring(0, time), false);
    if (time >= 0) {
      readIsoPart(parts.substring(time + 1), true);
    }
  }

  private void readIsoPart(String part, boolean time) {
    Matcher matcher = ISO.matcher(part);
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() != end) {
        throw invalid();
      }
      end = matcher.end();
      String unit = matcher.group(2);
      add(number(matcher.group(1)), time && unit.equals("M") ? "minute" : isoUnit(unit));
    }
    if (end != part.length()) {
      throw invalid();
    }
  }

  private static String isoUnit(String letter) {
    return switch (letter) {
      case "Y" -> "year";
      case "M" -> "month";
      case "W" -> "week";
      case "D" -> "day";
      case "H" -> "hour";
      default -> "second";
    };
  }

  private void readParts(String parts) {
    String rest = parts;
    boolean ago = rest.toLowerCase(Locale.ROOT).endsWith(" ago");
    if (ago) {
      rest = rest.substring(0, rest.length() - 4);
    }
    if (rest.startsWith("@")) {
      rest = rest.substring(1);
    }
    Matcher matcher = PART.matcher(rest);
    int end = 0;
    while (end < rest.length() && matcher.find(end) && matcher.start() == end) {
      end = matcher.end();
      readPart(matcher);
    }
    if (end == 0 || !rest.substring(end).isBlank()) {
      throw invalid();
    }
    if (ago) {
      months = months.negate();
      micros = micros.negate();
    }
  }

  private void readPart(Matcher part) {
    if (part.group(2) != null) {
      BigDecimal value =
          number(part.group(2))
              .multiply(BigDecimal.valueOf(3600))
              .add(number(part.group(3)).multiply(BigDecimal.valueOf(60)));
      if (part.group(4) != null) {
        value = value.add(number(part.group(4)));
      }
      add("-".equals(part.group(1)) ? value.negate() : value, "second");
    } else if (part.group(5) != null) {
      BigDecimal years = number(part.group(5));
      BigDecimal rest = number(part.group(6));
      add(years, "year");
      add(part.group(5).startsWith("-") ? rest.negate() : rest, "month");
    } else {
      add(number(part.group(7)), part.group(8).toLowerCase(Locale.ROOT));
    }
  }

  private void add(BigDecimal value, String unit) {
    switch (unit) {
      case "millennium", "millennia", "mil", "mils" -> addMonths(value, 12_000);
      case "century", "centuries", "c", "cent" -> addMonths(value, 1200);
      case "decade", "decades", "dec", "decs" -> addMonths(value, 120);
      case "year", "years", "y", "yr", "yrs" -> addMonths(value, 12);
      case "quarter", "quarters" -> addMonths(value, 3);
      case "month", "months", "mon", "mons" -> addMonths(value, 1);
      case "week", "weeks", "w" -> addMicros(value, 7 * MICROS_PER_DAY, false);
      case "day", "days", "d" -> addMicros(value, MICROS_PER_DAY, false);
      case "hour", "hours", "h", "hr", "hrs" -> addMicros(value, MICROS_PER_HOUR, true);
      case "minute", "minutes", "m", "min", "mins" -> addMicros(value, 60_000_000L, true);
      case "second", "seconds", "s", "sec", "secs", "" -> addMicros(value, 1_000_000L, true);
      case "millisecond", "milliseconds", "ms", "msec", "msecs" -> addMicros(value, 1000L, true);
      case "microsecond", "microseconds", "us", "usec", "usecs" -> addMicros(value, 1L, true);
      default -> throw invalid();
    }
  }

  private void addMonths(BigDecimal value, int monthsPerUnit) {
    hasMonths = true;
    months = months.add(value.multiply(BigDecimal.valueOf(monthsPerUnit)));
  }

  private void addMicros(BigDecimal value, long microsPerUnit, boolean time) {
    hasTime |= time;
    micros = micros.add(value.multiply(BigDecimal.valueOf(microsPerUnit)));
  }

  private SqlIntervalLiteral literal(int sign) {
    boolean monthsOnly = micros.signum() == 0 && hasMonths;
    if (months.signum() != 0 && micros.signum() != 0) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "an interval of months and of days or hours is not supported: \"" + text + "\"")
          .withHint("Use two intervals, e.g. x + interval '1 month' + interval '2 days'.")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    return monthsOnly ? monthLiteral(sign) : timeLiteral(sign);
  }

  private SqlIntervalLiteral monthLiteral(int sign) {
    long total = months.setScale(0, RoundingMode.DOWN).longValueExact();
    long absolute = Math.abs(total);
    return create(
        total < 0 ? -sign : sign,
        absolute / 12 + "-" + absolute % 12,
        TimeUnit.YEAR,
        TimeUnit.MONTH);
  }

  private SqlIntervalLiteral timeLiteral(int sign) {
    long total;
    try {
      total = micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    } catch (ArithmeticException overflow) {
      throw invalid();
    }
    long absolute = Math.abs(total);
    int literalSign = total < 0 ? -sign : sign;
    if (!hasTime && absolute % MICROS_PER_DAY == 0) {
      return create(literalSign, Long.toString(absolute / MICROS_PER_DAY), TimeUnit.DAY, null);
    }
    BigDecimal seconds =
        BigDecimal.valueOf(absolute % 60_000_000L)
            .divide(MICROS_PER_SECOND, 6, RoundingMode.UNNECESSARY)
            .stripTrailingZeros();
    String time =
        String.format(
            Locale.ROOT,
            "%d:%02d:%s",
            absolute / MICROS_PER_HOUR,
            absolute / 60_000_000L % 60,
            twoDigits(seconds.toPlainString()));
    return create(literalSign, time, TimeUnit.HOUR, TimeUnit.SECOND);
  }

  private static String twoDigits(String seconds) {
    int point = seconds.indexOf('.');
    return (point < 0 ? seconds.length() : point) == 1 ? "0" + seconds : seconds;
  }

  private SqlIntervalLiteral create(int sign, String value, TimeUnit from, @Nullable TimeUnit to) {
    SqlIntervalQualifier qualifier =
        new SqlIntervalQualifier(from, FIELD_DIGITS, to, to == TimeUnit.SECOND ? 6 : -1, pos);
    return SqlLiteral.createInterval(sign, value, qualifier, pos);
  }

  private BigDecimal number(String digits) {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private KarstException invalid() {
    return new KarstException(
            ErrorCode.INVALID_DATETIME, "invalid input syntax for type interval: \"" + text + "\"")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
