package io.karst.calcite.parser.action;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Interval;
import io.karst.storage.value.IntervalFields;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of the text: literals become casts of their normal text, so that Calcite never sees a
 * literal of its own two interval types.
 */
public final class IntervalLiterals {
  private static final int MAX_DIGITS = 6;

  private IntervalLiterals() {}

  /** The type that INTERVAL with these fields and digits is; digits are -1 if there are none. */
  static ColumnType type(@Nullable SqlIntervalQualifier qualifier, int digits, SqlParserPos pos) {
    if (qualifier == null) {
      return type(IntervalFields.ALL, digits, pos);
    }
    TimeUnit end = qualifier.timeUnitRange.endUnit;
    String name = qualifier.timeUnitRange.startUnit.name() + (end == null ? "" : "_TO_" + end);
    for (IntervalFields fields : IntervalFields.values()) {
      if (fields.name().equals(name)) {
        return type(fields, Math.max(digits, digits(qualifier, end)), pos);
      }
    }
    throw new KarstException(
            ErrorCode.SYNTAX_ERROR,
            "syntax error at or near \"" + name.toLowerCase(Locale.ROOT) + "\"")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  @SuppressWarnings("EnumOrdinal") // the scale of an interval type is the number of its fields
  private static ColumnType type(IntervalFields fields, int digits, SqlParserPos pos) {
    if (digits != -1) {
      TypeNames.check("interval", "precision", digits, 0, MAX_DIGITS, pos);
    }
    return new ColumnType(
        TypeKind.INTERVAL, digits == -1 ? MAX_DIGITS : digits, fields.number(), null);
  }

  private static int digits(SqlIntervalQualifier qualifier, @Nullable TimeUnit end) {
    int digits = qualifier.getFractionalSecondPrecisionPreservingDefault();
    return digits == RelDataType.PRECISION_NOT_SPECIFIED && end == null
        ? qualifier.getStartPrecisionPreservingDefault()
        : digits;
  }

  /** {@code INTERVAL 'text' fields}. */
  public static SqlNode literal(
      String text,
      int sign,
      int digits,
      @Nullable SqlIntervalQualifier qualifier,
      SqlParserPos pos) {
    Interval value = parse(type(qualifier, digits, pos), text, pos);
    return Casts.typed(ColumnType.INTERVAL, (sign < 0 ? value.negated() : value).toString(), pos);
  }

  /** {@code INTERVAL n unit}: so many times the unit. */
  public static SqlNode multiple(
      SqlNode count, int sign, SqlIntervalQualifier qualifier, SqlParserPos pos) {
    SqlNode unit = literal("1", sign, -1, qualifier, pos);
    return SqlStdOperatorTable.MULTIPLY.createCall(pos, List.of(count, unit));
  }

  static Interval parse(ColumnType type, String text, SqlParserPos pos) {
    try {
      return (Interval) Values.parse(type, text);
    } catch (KarstException e) {
      throw e.withPosition(pos.getLineNum(), pos.getColumnNum());
    }
  }
}
