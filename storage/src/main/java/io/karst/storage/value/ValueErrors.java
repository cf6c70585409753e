package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;

/** The errors of converting values, worded as PostgreSQL does: type and value are named. */
final class ValueErrors {
  private static final int SHOWN_CHARACTERS = 100;

  private ValueErrors() {}

  static KarstException invalidText(ColumnType type, CharSequence text) {
    return invalidText(type.toString(), text);
  }

  static KarstException invalidText(String type, CharSequence text) {
    return new KarstException(
        ErrorCode.INVALID_TEXT, "invalid input syntax for type " + type + ": " + quoted(text));
  }

  static KarstException malformed(ColumnType type, CharSequence text, String why) {
    return new KarstException(
            ErrorCode.INVALID_TEXT, "malformed " + type + " literal: " + quoted(text))
        .withDetail(why);
  }

  static KarstException invalidDatetime(ColumnType type, CharSequence text) {
    return new KarstException(
        ErrorCode.INVALID_DATETIME, "invalid input syntax for type " + type + ": " + quoted(text));
  }

  static KarstException datetimeOverflow(CharSequence text) {
    return new KarstException(
        ErrorCode.DATETIME_OVERFLOW, "date/time field value out of range: " + quoted(text));
  }

  static KarstException beforeChrist(ColumnType type, CharSequence text) {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "years before 1 are not supported: " + quoted(text) + " for type " + type);
  }

  static KarstException unknownZone(String name) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "time zone " + quoted(name) + " not recognized");
  }

  static KarstException outOfRange(ColumnType type, Object value) {
    return new KarstException(
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "value " + quoted(value.toString()) + " is out of range for type " + type);
  }

  static KarstException fieldOverflow(ColumnType type, Object value) {
    int integerDigits = type.precision() - type.scale();
    return new KarstException(
            ErrorCode.NUMERIC_OUT_OF_RANGE, "numeric field overflow: " + quoted(value.toString()))
        .withDetail(
            "A field of type "
                + type
                + " holds absolute values less than 10^"
                + integerDigits
                + ".");
  }

  static KarstException tooLong(ColumnType type, String value) {
    return new KarstException(
        ErrorCode.STRING_TOO_LONG, "value too long for type " + type + ": " + quoted(value));
  }

  static KarstException wrongClass(ColumnType type, Object value) {
    return new KarstException(
        ErrorCode.DATATYPE_MISMATCH,
        "a "
            + value.getClass().getSimpleName()
            + " is no value of type "
            + type
            + ": "
            + quoted(value.toString()));
  }

  static KarstException nulCharacter(ColumnType type) {
    return new KarstException(
        ErrorCode.INVALID_TEXT, "a value of type " + type + " cannot hold the character 0x00");
  }

  private static String quoted(CharSequence text) {
    if (text.length() <= SHOWN_CHARACTERS) {
      return "\"" + text + "\"";
    }
    return "\""
        + text.subSequence(0, SHOWN_CHARACTERS)
        + "...\" ("
        + text.length()
        + " characters)";
  }
}
