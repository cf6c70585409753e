package io.karst.calcite.parser.action;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.JsonColumn;
import io.karst.calcite.ast.JsonColumn.Behavior;
import io.karst.calcite.ast.JsonColumn.Kind;
import io.karst.calcite.ast.JsonColumn.Wrapper;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Collects the clauses of one JSON_VALUE, JSON_QUERY or JSON_EXISTS, or of a column. */
public final class JsonClauses {
  private final JsonArguments arguments;
  private final SqlParserPos pos;
  private final @Nullable String name;
  private Kind kind;
  private SqlDataTypeSpec type;
  private boolean typed;
  private boolean formatted;
  private @Nullable String path;
  private @Nullable Wrapper wrapper;
  private @Nullable Boolean omitQuotes;
  private @Nullable Behavior onEmpty;
  private @Nullable Behavior onError;
  private int emptyDefault;
  private int errorDefault;

  JsonClauses(Kind kind, @Nullable String name, JsonArguments arguments, SqlParserPos pos) {
    this.kind = kind;
    this.name = name;
    this.arguments = arguments;
    this.pos = pos;
    ColumnType plain =
        switch (kind) {
          case EXISTS -> ColumnType.BOOLEAN;
          case QUERY -> ColumnType.JSONB;
          case ORDINALITY -> ColumnType.INTEGER;
          case VALUE -> ColumnType.TEXT;
        };
    this.type = new SqlDataTypeSpec(new ColumnTypeSpec(plain, false, pos), pos);
  }

  /** RETURNING, or the type of a column. */
  public void type(SqlDataTypeSpec wanted) {
    type = wanted;
    typed = true;
  }

  SqlDataTypeSpec type() {
    return type;
  }

  /** FORMAT JSON behind the type. */
  public void formatted() {
    formatted = true;
  }

  public void path(String text) {
    path = text;
  }

  public void wrapper(Wrapper wanted) {
    wrapper = wanted;
  }

  /** KEEP or OMIT QUOTES. */
  public void quotes(boolean omit) {
    omitQuotes = omit;
  }

  /**
   * What happens ON EMPTY or ON ERROR.
   *
   * @param value of DEFAULT
   */
  public void behavior(Behavior behavior, @Nullable SqlNode value, boolean empty) {
    if (empty ? onEmpty != null || onError != null : onError != null) {
      throw misplaced("ON EMPTY and ON ERROR may stand once each, in this order");
    }
    int index = value == null ? 0 : arguments.addDefault(value, type);
    if (empty) {
      onEmpty = behavior;
      emptyDefault = index;
    } else {
      onError = behavior;
      errorDefault = index;
    }
  }

  /** All that was said. */
  JsonColumn column(int place) {
    ColumnType column = ColumnTypeSpec.of(type);
    boolean composed = column.kind() == TypeKind.JSON || column.kind() == TypeKind.ARRAY;
    if (kind == Kind.VALUE
        && name != null
        && (formatted || composed || wrapper != null || omitQuotes != null)) {
      kind = Kind.QUERY;
    }
    check(column);
    Behavior plain = kind == Kind.EXISTS ? Behavior.FALSE : Behavior.NULL;
    return new JsonColumn(
        place,
        kind,
        name,
        path,
        column,
        wrapper == null ? Wrapper.NONE : wrapper,
        Boolean.TRUE.equals(omitQuotes),
        onEmpty == null ? plain : onEmpty,
        emptyDefault,
        onError == null ? plain : onError,
        errorDefault);
  }

  private void check(ColumnType column) {
    if (kind != Kind.QUERY && (wrapper != null || omitQuotes != null)) {
      throw misplaced("WRAPPER and QUOTES belong to JSON_QUERY");
    }
    if (omitQuotes != null && wrapper != null && wrapper != Wrapper.NONE) {
      throw misplaced("SQL/JSON QUOTES behavior must not be specified when WITH WRAPPER is used");
    }
    if (kind == Kind.EXISTS) {
      if (onEmpty != null) {
        throw misplaced("JSON_EXISTS has no ON EMPTY");
      }
      boolean shown =
          switch (column.kind()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, VARCHAR, CHAR -> true;
            default -> false;
          };
      if (typed && !shown) {
        throw new KarstException(ErrorCode.CANNOT_COERCE, "cannot cast type boolean to " + column)
            .withPosition(pos.getLineNum(), pos.getColumnNum());
      }
    }
    requireAllowed(onEmpty, "ON EMPTY");
    requireAllowed(onError, "ON ERROR");
  }

  private void requireAllowed(@Nullable Behavior behavior, String place) {
    if (behavior == null) {
      return;
    }
    boolean allowed =
        switch (behavior) {
          case ERROR -> true;
          case NULL, DEFAULT -> kind != Kind.EXISTS;
          case EMPTY_ARRAY, EMPTY_OBJECT -> kind == Kind.QUERY;
          case TRUE, FALSE, UNKNOWN -> kind == Kind.EXISTS;
        };
    if (!allowed) {
      throw misplaced(
          "invalid "
              + place
              + " behavior: "
              + behavior.name().replace('_', ' ')
              + " is not for it");
    }
  }

  private KarstException misplaced(String why) {
    return new KarstException(ErrorCode.SYNTAX_ERROR, why)
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }
}
