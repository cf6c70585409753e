package io.karst.sql.dml;

import io.karst.calcite.ast.Assignment;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.Names;
import io.karst.sql.query.ParameterTypes;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * The SET of an UPDATE, or a row to insert: per column a constant, a parameter, DEFAULT, or the
 * number of an expression that the planner evaluates. Immutable after {@link #setTypes}.
 */
final class Assignments {
  private enum Kind {
    CONSTANT,
    PARAMETER,
    DEFAULT,
    EXPRESSION
  }

  private final Target target;
  private final HoistedLiterals hoisted;
  private final Set<Integer> taken = new HashSet<>();
  private final Set<Integer> negated = new HashSet<>();
  private final List<Integer> positions = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final List<@Nullable Object> constants = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<SqlNode> expressions = new ArrayList<>();
  private @Nullable AssignmentCast[] casts = new AssignmentCast[0];

  /**
   * Reads the assignments.
   *
   * @param hoisted literals of the text that may become parameters
   */
  Assignments(
      Target target, RowRules rules, List<Assignment> assignments, HoistedLiterals hoisted) {
    this.target = target;
    this.hoisted = hoisted;
    for (Assignment assignment : assignments) {
      List<SqlIdentifier> columns = assignment.columns();
      for (int i = 0; i < columns.size(); i++) {
        SqlNode value =
            columns.size() == 1 ? assignment.value() : item(assignment.value(), i, columns.size());
        add(rules, Names.simple(columns.get(i)), value);
      }
    }
  }

  /**
   * Reads the values of one row of an INSERT.
   *
   * @param columns positions in the table that the values are for
   */
  Assignments(Target target, List<Integer> columns, List<SqlNode> values) {
    this.target = target;
    this.hoisted = HoistedLiterals.NONE;
    for (int i = 0; i < values.size(); i++) {
      add(columns.get(i), values.get(i));
    }
  }

  /** Item i of a sub-query that gives a row, as a sub-query of its own. */
  private static SqlNode item(SqlNode query, int i, int width) {
    if (!(query instanceof SqlSelect select) || select.getSelectList().size() != width) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "assigning several columns from anything but a SELECT of as many columns is not"
              + " supported");
    }
    SqlSelect copy = (SqlSelect) select.clone(select.getParserPosition());
    copy.setSelectList(
        new SqlNodeList(
            List.of(select.getSelectList().get(i)), select.getSelectList().getParserPosition()));
    return copy;
  }

  private void add(RowRules rules, String column, SqlNode value) {
    int position = target.writablePosition(column);
    if (positions.contains(position)) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "multiple assignments to same column \"" + column + "\"");
    }
    // A view has no defaults of its own, and an update does not take those of its table.
    boolean ofView = target.view() != null && Constants.isDefault(value);
    if (rules.isGeneratedAlways(position) && (ofView || !Constants.isDefault(value))) {
      throw new KarstException(
              ErrorCode.GENERATED_ALWAYS,
              "column \"" + column + "\" can only be updated to DEFAULT")
          .withDetail(rules.whyGenerated(position));
    }
    add(position, ofView ? SqlLiteral.createNull(value.getParserPosition()) : value);
  }

  private void add(int position, SqlNode value) {
    positions.add(position);
    Object constant = null;
    int number = 0;
    Kind kind;
    if (Constants.isDefault(value)) {
      kind = Kind.DEFAULT;
    } else if (Constants.parameter(value) >= 0) {
      kind = Kind.PARAMETER;
      number = Constants.parameter(value);
    } else if (Constants.hoisted(value, hoisted, target.columns().get(position).type()) >= 0) {
      kind = Kind.PARAMETER;
      number = Constants.hoisted(value, hoisted, target.columns().get(position).type());
      taken.add(number);
      if (Constants.isNegated(value)) {
        negated.add(kinds.size());
      }
    } else {
      constant = Constants.value(value, target.columns().get(position).type(), target.values());
      kind = constant == Constants.NONE ? Kind.EXPRESSION : Kind.CONSTANT;
      if (kind == Kind.EXPRESSION) {
        number = expressions.size();
        expressions.add(value);
        constant = null;
      }
    }
    kinds.add(kind);
    constants.add(constant);
    numbers.add(number);
  }

  /**
   * For each literal of the text whether it became a parameter.
   *
   * @param others of them, those of conditions; may be empty
   */
  boolean[] withHoisted(boolean[] others) {
    boolean[] all = Arrays.copyOf(others, hoisted.positions().size());
    for (int number : taken) {
      all[number] = true;
    }
    return all;
  }

  /** Expressions for the planner, in the order in which their values are handed back. */
  List<SqlNode> expressions() {
    return expressions;
  }

  /** Tells the types of the parameters that are assigned directly. */
  void addParameters(ParameterTypes parameters) {
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i) == Kind.PARAMETER && hoisted.positions().isEmpty()) {
        parameters.set(numbers.get(i), target.columns().get(positions.get(i)).type());
      }
    }
  }

  /** Sets the types that the planner found for the expressions. */
  void setTypes(List<ColumnType> types) {
    casts = new @Nullable AssignmentCast[kinds.size()];
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i) == Kind.EXPRESSION) {
        casts[i] =
            AssignmentCast.forColumn(
                target.columns().get(positions.get(i)).name(),
                types.get(numbers.get(i)),
                target.columns().get(positions.get(i)).type(),
                target.values());
      }
    }
  }

  /** Positions that get their default. */
  boolean[] defaults() {
    boolean[] fill = new boolean[target.columns().size()];
    for (int i = 0; i < kinds.size(); i++) {
      fill[positions.get(i)] = kinds.get(i) == Kind.DEFAULT;
    }
    return fill;
  }

  boolean hasDefaults() {
    return kinds.contains(Kind.DEFAULT);
  }

  boolean assigns(int position) {
    return positions.contains(position);
  }

  /**
   * The values of parameters, per assignment; fails if a column cannot hold one, also if there is
   * no row to change.
   */
  @Nullable Object[] given(@Nullable Object[] parameters) {
    @Nullable Object[] given = new @Nullable Object[kinds.size()];
    for (int i = 0; i < given.length; i++) {
      if (kinds.get(i) == Kind.PARAMETER) {
        ColumnType type = target.columns().get(positions.get(i)).type();
        Object value = parameters[numbers.get(i)];
        given[i] =
            target.values().coerce(type, negated.contains(i) ? Constants.negated(value) : value);
      }
    }
    return given;
  }

  /**
   * Sets the assigned columns of a row; DEFAULT leaves NULL for {@link RowRules#fillDefaults}.
   *
   * @param given from {@link #given}
   * @param values of the expressions, beginning at {@code from}
   */
  void apply(
      @Nullable Object[] row, @Nullable Object[] given, @Nullable Object[] values, int from) {
    for (int i = 0; i < kinds.size(); i++) {
      int position = positions.get(i);
      int number = numbers.get(i);
      row[position] =
          switch (kinds.get(i)) {
            case CONSTANT -> constants.get(i);
            case PARAMETER -> given[i];
            case DEFAULT -> null;
            case EXPRESSION -> cast(i, values[from + number]);
          };
    }
  }

  private @Nullable Object cast(int assignment, @Nullable Object value) {
    AssignmentCast cast = casts[assignment];
    return cast == null ? value : cast.apply(value);
  }
}
