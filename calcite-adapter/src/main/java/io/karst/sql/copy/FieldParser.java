package io.karst.sql.copy;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.ZonedValues;
import org.jspecify.annotations.Nullable;

/** Reads fields as values of one type; whole numbers without making a string. */
final class FieldParser {
  private static final int SAFE_DIGITS = 18;

  private final ColumnType type;
  private final ZonedValues values;
  private final TypeKind kind;

  FieldParser(ColumnType type, ZonedValues values) {
    this.values = values;
    this.type = type;
    this.kind = type.kind();
  }

  /**
   * The canonical value of a field.
   *
   * @throws io.karst.storage.base.KarstException 22xxx naming type and text
   */
  @Nullable Object parse(char[] text, int start, int end) {
    if (kind == TypeKind.INTEGER || kind == TypeKind.BIGINT) {
      int digits = text.length > start && start < end && text[start] == '-' ? start + 1 : start;
      if (end > digits && end - digits <= (kind == TypeKind.INTEGER ? 9 : SAFE_DIGITS)) {
        long value = 0;
        int i = digits;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
          value = value * 10 + (text[i] - '0');
          i++;
        }
        if (i == end) {
          long signed = digits > start ? -value : value;
          return kind == TypeKind.INTEGER ? (Object) (int) signed : (Object) signed;
        }
      }
    }
    return values.parse(type, new String(text, start, end - start));
  }
}
