package io.karst.sqltests.differential.generated;

import java.util.Arrays;
import java.util.List;

/** Types of expressions; a column may narrow its type, as {@code varchar(3)} does. */
enum SqlType {
  BOOLEAN("boolean", 0),
  SMALLINT("smallint", 32767),
  INTEGER("integer", 2147483647),
  BIGINT("bigint", 9.2e18),
  NUMERIC("numeric", 1e28),
  REAL("real", 1e30),
  DOUBLE("double precision", 1e200),
  TEXT("text", 0),
  VARCHAR("varchar", 0),
  CHAR("char", 0),
  DATE("date", 0),
  TIMESTAMP("timestamp", 0),
  TIMESTAMPTZ("timestamp with time zone", 0),
  INTERVAL("interval", 0),
  UUID("uuid", 0),
  BYTEA("bytea", 0);

  /** All that are generated. */
  static final List<SqlType> ALL =
      Arrays.stream(values())
          .filter(type -> type != CHAR || !Exclusion.CHAR_COLUMNS.isKept())
          .toList();

  /** Those that every engine has with the same values. */
  static final List<SqlType> PORTABLE =
      List.of(BOOLEAN, SMALLINT, INTEGER, BIGINT, TEXT, VARCHAR, DATE);

  static final List<SqlType> NUMBERS = List.of(SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE);
  static final List<SqlType> EXACT = List.of(SMALLINT, INTEGER, BIGINT, NUMERIC);
  static final List<SqlType> WHOLE = List.of(SMALLINT, INTEGER, BIGINT);

  private final String sqlName;
  private final double largest;

  SqlType(String sqlName, double largest) {
    this.sqlName = sqlName;
    this.largest = largest;
  }

  /** Its name in a cast. */
  String sqlName() {
    return sqlName;
  }

  /** The largest number that an expression of this type should have. */
  double largest() {
    return largest;
  }

  boolean isNumber() {
    return NUMBERS.contains(this);
  }

  boolean isWhole() {
    return WHOLE.contains(this);
  }

  boolean isText() {
    return this == TEXT || this == VARCHAR;
  }

  boolean isFloat() {
    return this == REAL || this == DOUBLE;
  }

  boolean isTime() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
  }

  /** Marked with the feature that an engine needs to have for values of this type. */
  Sql marked(Sql sql) {
    return switch (this) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, TEXT, VARCHAR, DATE -> sql;
      default -> sql.uses(Feature.POSTGRESQL);
    };
  }

  /** Types that this one may be compared with. */
  List<SqlType> peers() {
    if (isNumber()) {
      return NUMBERS;
    }
    return switch (this) {
      case TEXT, VARCHAR -> List.of(TEXT, VARCHAR);
      case DATE, TIMESTAMP -> List.of(DATE, TIMESTAMP);
      default -> List.of(this);
    };
  }
}
