package io.karst.calcite.validate;

import io.karst.calcite.function.CastFunctions;
import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** {@code DATE '...'}, {@code TIME '...'} and {@code TIMESTAMP '...'}: any text a cast can read. */
final class TimeLiterals {
  private static final long DAY = 86_400_000_000L;

  private TimeLiterals() {}

  /**
   * The literal with its type.
   *
   * @throws KarstException 22007, 22008 with the position
   */
  static SqlNode resolve(SqlUnknownLiteral literal) {
    SqlParserPos pos = literal.getParserPosition();
    try {
      String text = literal.getValueAs(String.class);
      if (!CastFunctions.clockWord(text).isEmpty() || isEndOfDay(literal.tag, text)) {
        return Casts.typed(
            switch (literal.tag) {
              case "DATE" -> ColumnType.DATE;
              case "TIME" -> ColumnType.TIME;
              default -> ColumnType.TIMESTAMP;
            },
            text,
            pos);
      }
      return switch (literal.tag) {
        case "DATE" -> {
          int day = (Integer) Values.parse(ColumnType.DATE, text);
          yield SqlLiteral.createDate(DateString.fromDaysSinceEpoch(day), pos);
        }
        case "TIME" -> {
          long micros = (Long) Values.parse(ColumnType.TIME, text);
          yield SqlLiteral.createTime(time(micros), KarstTypeSystem.TIME_DIGITS, pos);
        }
        case "TIMESTAMP" -> {
          long micros = (Long) Values.parse(ColumnType.TIMESTAMP, text);
          yield SqlLiteral.createTimestamp(
              SqlTypeName.TIMESTAMP, timestamp(micros), KarstTypeSystem.TIME_DIGITS, pos);
        }
        default -> literal;
      };
    } catch (KarstException e) {
      throw e.hasPosition() ? e : e.withPosition(pos.getLineNum(), pos.getColumnNum());
    }
  }

  /** 24:00:00, which Calcite's literals do not have. */
  private static boolean isEndOfDay(String tag, String text) {
    return tag.equals("TIME") && (Long) Values.parse(ColumnType.TIME, text) >= DAY;
  }

  private static TimeString time(long micros) {
    return TimeString.fromMillisOfDay((int) (micros / 1_000_000L) * 1000)
        .withNanos((int) (micros % 1_000_000L) * 1000);
  }

  private static TimestampString timestamp(long micros) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
    return new TimestampString(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond())
        .withNanos((int) Math.floorMod(micros, 1_000_000L) * 1000);
  }
}
