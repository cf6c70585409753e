package io.karst.calcite.validate;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/** Turns what Calcite says about a statement into PostgreSQL's codes and words. */
public final class ValidationErrors {
  private static final Pattern COLUMN = Pattern.compile("Column '([^']*)' not found in (.*)");
  private static final Pattern UNKNOWN_TABLE = Pattern.compile("Table '([^']*)' not found");
  private static final Pattern OBJECT = Pattern.compile("Object '([^']*)' not found.*");
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '([^']*)' is ambiguous");
  private static final Pattern UNGROUPED = Pattern.compile("Identifier '(.*)' is not a group expr");

  private static final Pattern GROUPING = Pattern.compile("Expression '(.*)' is not being grouped");
  private static final Pattern OPERANDS =
      Pattern.compile(
          "Cannot apply '([^']*)' to arguments of type '(.*)'\\. Supported.*", Pattern.DOTALL);
  private static final Pattern ANGLE_TYPE = Pattern.compile("<([A-Z_ 0-9]+)[^>]*>");
  private static final Pattern CAST =
      Pattern.compile(
          "Cast function cannot convert value of type" + " (.*) to type (.*)", Pattern.DOTALL);

  private ValidationErrors() {}

  /** The error to report for something thrown while a statement is validated or planned. */
  public static KarstException translate(Throwable thrown) {
    Throwable cause = thrown;
    CalciteContextException position = null;
    KarstException known = null;
    Throwable last = thrown;
    for (int i = 0; cause != null && i < 20; i++) {
      if (cause instanceof KarstException karst) {
        known = karst;
        break;
      }
      if (cause instanceof CalciteContextException context) {
        position = context;
      } else if (cause instanceof CalciteException
          || cause instanceof org.apache.calcite.sql.validate.SqlValidatorException) {
        last = cause;
      }
      cause = cause.getCause();
    }
    if (known != null) {
      return known.hasPosition() ? known : at(known, position);
    }
    if (thrown instanceof RelOptPlanner.CannotPlanException) {
      return new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "no way to run this query is known", thrown);
    }
    if (thrown instanceof StackOverflowError) {
      return new KarstException(ErrorCode.LIMIT_EXCEEDED, "statement too complex", thrown);
    }
    boolean ours = last == thrown && !(thrown instanceof CalciteException);
    if (ours) {
      return internal(thrown);
    }
    String message = DuplicateNames.plainText(String.valueOf(last.getMessage()));
    KarstException translated = byMessage(message, thrown);
    return at(translated, position);
  }

  /** What is no complaint about the statement: a gap of ours or of Calcite's. */
  private static KarstException internal(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (message.startsWith("Unable to implement")) {
      Throwable[] reasons = thrown.getSuppressed();
      String reason = reasons.length == 0 ? message : String.valueOf(reasons[0].getMessage());
      return new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "no way to run this query is known: " + reason.split("\n", 2)[0],
          thrown);
    }
    Matcher ungrouped = UNGROUPED.matcher(message);
    if (ungrouped.find()) {
      return new KarstException(
          ErrorCode.GROUPING_ERROR,
          "subquery uses ungrouped column \"" + ungrouped.group(1) + "\" from outer query");
    }
    if (thrown instanceof UnsupportedOperationException) {
      return new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "not supported in this place: " + message, thrown);
    }
    return new KarstException(ErrorCode.INTERNAL, "planning failed: " + thrown, thrown);
  }

  private static KarstException at(
      KarstException error, @Nullable CalciteContextException position) {
    return position == null || position.getPosLine() == 0
        ? error
        : error.withPosition(position.getPosLine(), position.getPosColumn());
  }

  private static KarstException byMessage(String message, Throwable cause) {
    Matcher column = COLUMN.matcher(message);
    if (column.find()) {
      return column(column.group(1));
    }
    Matcher table = UNKNOWN_TABLE.matcher(message);
    if (table.find()) {
      String name = table.group(1);
      return name.contains(".")
          ? undefinedTable(name)
          : new KarstException(
              ErrorCode.UNDEFINED_TABLE, "missing FROM-clause entry for table \"" + name + "\"");
    }
    Matcher object = OBJECT.matcher(message);
    if (object.find()) {
      return undefinedTable(qualified(message, object.group(1)));
    }
    Matcher ambiguous = AMBIGUOUS.matcher(message);
    if (ambiguous.find()) {
      return ambiguous(ambiguous.group(1));
    }
    Matcher grouping = GROUPING.matcher(message);
    if (grouping.find()) {
      return new KarstException(
          ErrorCode.GROUPING_ERROR,
          "column \""
              + grouping.group(1)
              + "\" must appear in the GROUP BY clause or be used in an aggregate function");
    }
    return byTypes(message, cause);
  }

  static KarstException ambiguous(String column) {
    return new KarstException(
        ErrorCode.AMBIGUOUS_COLUMN, "column reference \"" + column + "\" is ambiguous");
  }

  /** The column that a message calls unknown; null if it says something else. */
  static @Nullable String unknownColumn(String message) {
    Matcher column = COLUMN.matcher(message);
    return column.find() ? column.group(1) : null;
  }

  private static String qualified(String message, String name) {
    Matcher within = Pattern.compile("not found within '([^']*)'").matcher(message);
    return within.find() ? within.group(1) + "." + name : name;
  }

  private static KarstException column(String name) {
    return new KarstException(ErrorCode.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist");
  }

  private static KarstException undefinedTable(String name) {
    return new KarstException(
        ErrorCode.UNDEFINED_TABLE, "relation \"" + name + "\" does not exist");
  }

  private static KarstException byTypes(String message, Throwable cause) {
    Matcher operands = OPERANDS.matcher(message);
    if (operands.find()) {
      return operands(operands.group(1), operands.group(2));
    }
    Matcher cast = CAST.matcher(message);
    if (cast.find()) {
      return new KarstException(
          ErrorCode.CANNOT_COERCE,
          "cannot cast type " + typeName(cast.group(1)) + " to " + typeName(cast.group(2)));
    }
    return byWords(message, message.toLowerCase(Locale.ROOT), cause);
  }

  private static KarstException byWords(String message, String lower, Throwable cause) {
    if (message.startsWith("Windowed aggregate expression is illegal")
        || lower.contains("over clause")) {
      return new KarstException(
          ErrorCode.WINDOWING_ERROR,
          message.startsWith("Windowed") ? "window functions are not allowed here" : message,
          cause);
    }
    if (lower.contains("ordinal out of range") || lower.contains("is not in the select clause")) {
      return new KarstException(
          ErrorCode.INVALID_COLUMN_REFERENCE,
          lower.contains("ordinal")
              ? "ORDER BY or GROUP BY position is not in select list"
              : "for SELECT DISTINCT, ORDER BY expressions must appear in select list",
          cause);
    }
    if (message.startsWith("Duplicate relation name")) {
      return new KarstException(
          ErrorCode.DUPLICATE_ALIAS,
          "table name "
              + message.replaceAll("[^']*'([^']*)'.*", "\"$1\"")
              + " specified more than once",
          cause);
    }
    if (lower.contains("clause must be a condition")) {
      return new KarstException(
          ErrorCode.DATATYPE_MISMATCH,
          "argument of " + message.split(" ", -1)[0] + " must be type boolean",
          cause);
    }
    if ((lower.contains("aggregate") && (lower.contains("illegal") || lower.contains("nested")))
        || lower.contains("windowed aggregate")
        || lower.contains("not allowed in where")) {
      return new KarstException(ErrorCode.GROUPING_ERROR, message, cause);
    }
    if (lower.contains("out of range")) {
      return new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, message, cause);
    }
    if (lower.contains("is ambiguous")) {
      return new KarstException(ErrorCode.AMBIGUOUS_COLUMN, message, cause);
    }
    if (lower.contains("duplicate") && lower.contains("name")) {
      return new KarstException(ErrorCode.DUPLICATE_OBJECT, message, cause);
    }
    if (lower.contains("number of columns")
        || lower.contains("same number of")
        || lower.contains("unequal number")) {
      return new KarstException(ErrorCode.SYNTAX_ERROR, message, cause);
    }
    if (lower.contains("type")
        || lower.contains("operand")
        || lower.contains("dynamic param")
        || lower.contains("invalid number of arguments")) {
      return new KarstException(ErrorCode.DATATYPE_MISMATCH, message, cause);
    }
    boolean user = cause instanceof CalciteException;
    return new KarstException(
        user ? ErrorCode.SYNTAX_ERROR : ErrorCode.INTERNAL,
        user ? message : "planning failed: " + cause,
        cause);
  }

  /** PostgreSQL's words for an operator or function without matching types. */
  private static KarstException operands(String operator, String text) {
    Matcher types = ANGLE_TYPE.matcher(text);
    StringBuilder list = new StringBuilder();
    StringBuilder infix = new StringBuilder();
    int count = 0;
    while (types.find()) {
      String type = typeName(types.group(1));
      list.append(count == 0 ? "" : ", ").append(type);
      infix.append(count == 1 ? " " + operator + " " : count == 0 ? "" : ", ").append(type);
      count++;
    }
    boolean isName = Character.isLetter(operator.charAt(0)) && !operator.contains(" ");
    String message =
        isName
            ? "function " + operator.toLowerCase(Locale.ROOT) + "(" + list + ") does not exist"
            : "operator does not exist: " + (count == 1 ? operator + " " + list : infix);
    return new KarstException(ErrorCode.UNDEFINED_FUNCTION, message)
        .withHint("You might need to add explicit type casts.");
  }

  private static String typeName(String calcite) {
    String name = calcite.replaceAll("\\(.*", "").trim();
    return switch (name) {
      case "VARCHAR", "CHAR" -> "text";
      case "DOUBLE", "FLOAT" -> "double precision";
      case "DECIMAL" -> "numeric";
      case "VARBINARY", "BINARY" -> "bytea";
      case "TIMESTAMP" -> "timestamp without time zone";
      case "TIMESTAMP_WITH_LOCAL_TIME_ZONE" -> "timestamp with time zone";
      case "TIME" -> "time without time zone";
      case "UNKNOWN", "NULL", "ANY" -> "unknown";
      default -> name.startsWith("INTERVAL") ? "interval" : name.toLowerCase(Locale.ROOT);
    };
  }
}
