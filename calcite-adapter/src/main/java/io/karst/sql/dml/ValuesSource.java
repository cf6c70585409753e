package io.karst.sql.dml;

import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.ParameterTypes;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a VALUES list. Constants and parameters go straight into the row; other expressions
 * are planned together, some hundred at a time, and evaluated before the first row is written.
 */
final class ValuesSource implements RowSource {
  private static final int EXPRESSIONS_PER_PLAN = 200;
  private static final Object[] NO_COLUMNS = new Object[0];

  private final Target target;
  private final List<Integer> positions;
  private final InsertColumns columns;
  private final boolean[] given;
  private final boolean[] ignored;
  private final HoistedLiterals literals;
  private final boolean[] hoisted;
  private final List<@Nullable Object[]> templates = new ArrayList<>();
  private final List<RowExpressions> plans = new ArrayList<>();

  /** What stands in a template for a value that execution finds. */
  private record Slot(
      boolean parameter, int number, boolean negated, @Nullable AssignmentCast cast) {}

  /**
   * An empty list.
   *
   * @param columns what the values are for
   * @param ignored per position: the explicit value is to be ignored (OVERRIDING USER VALUE)
   * @param literals literals of the text that may become parameters
   */
  ValuesSource(Target target, InsertColumns columns, boolean[] ignored, HoistedLiterals literals) {
    this.target = target;
    this.positions = columns.positions();
    this.columns = columns;
    this.ignored = ignored;
    this.literals = literals;
    this.hoisted = new boolean[literals.positions().size()];
    this.given = new boolean[target.columns().size()];
  }

  /** The one row of DEFAULT VALUES. */
  static ValuesSource defaults(Target target) {
    ValuesSource source =
        new ValuesSource(
            target,
            new InsertColumns(List.of(), false),
            new boolean[target.columns().size()],
            HoistedLiterals.NONE);
    source.templates.add(new @Nullable Object[target.columns().size()]);
    return source;
  }

  /** Fills an empty list with the rows of a VALUES call. */
  static ValuesSource compile(StatementContext context, ValuesSource source, SqlCall values) {
    List<SqlNode> expressions = new ArrayList<>();
    int width = -1;
    for (SqlNode node : values.getOperandList()) {
      List<SqlNode> items =
          node.getKind() == SqlKind.ROW ? ((SqlCall) node).getOperandList() : List.of(node);
      if (width >= 0 && items.size() != width) {
        throw new KarstException(
            ErrorCode.SYNTAX_ERROR, "VALUES lists must all be the same length");
      }
      width = items.size();
      source.addRow(items, expressions);
    }
    source.plan(context, expressions);
    return source;
  }

  private void addRow(List<SqlNode> items, List<SqlNode> expressions) {
    columns.requireWidth(items.size());
    @Nullable Object[] row = new @Nullable Object[target.columns().size()];
    for (int i = 0; i < items.size(); i++) {
      int position = positions.get(i);
      SqlNode item = items.get(i);
      if (ignored[position]) {
        continue;
      }
      given[position] = true;
      if (Constants.isDefault(item)) {
        row[position] = DEFAULT;
      } else if (Constants.parameter(item) >= 0) {
        row[position] = new Slot(true, Constants.parameter(item), false, null);
      } else {
        row[position] = constant(item, position, expressions);
      }
    }
    templates.add(row);
  }

  private @Nullable Object constant(SqlNode item, int position, List<SqlNode> expressions) {
    TableColumn column = target.columns().get(position);
    int literal = Constants.hoisted(item, literals, column.type());
    if (literal >= 0) {
      hoisted[literal] = true;
      return new Slot(true, literal, Constants.isNegated(item), null);
    }
    Object constant = Constants.value(item, column.type(), target.values());
    if (constant == Constants.NONE) {
      expressions.add(item);
      return new Slot(false, expressions.size() - 1, false, null);
    }
    return constant;
  }

  private void plan(StatementContext context, List<SqlNode> expressions) {
    List<ColumnType> types = new ArrayList<>();
    for (int from = 0; from < expressions.size(); from += EXPRESSIONS_PER_PLAN) {
      List<SqlNode> part =
          expressions.subList(from, Math.min(expressions.size(), from + EXPRESSIONS_PER_PLAN));
      RowExpressions plan =
          RowExpressions.compile(context, target.name().schema(), "values", List.of(), part);
      plan.columns().forEach(column -> types.add(column.type()));
      plans.add(plan);
    }
    for (@Nullable Object[] row : templates) {
      for (int position = 0; position < row.length; position++) {
        if (row[position] instanceof Slot slot && !slot.parameter()) {
          TableColumn column = target.columns().get(position);
          AssignmentCast cast =
              AssignmentCast.forColumn(
                  column.name(), types.get(slot.number()), column.type(), target.values());
          row[position] = new Slot(false, slot.number(), false, cast);
        }
      }
    }
  }

  @Override
  public List<String> explain() {
    return List.of("Values rows=" + templates.size());
  }

  @Override
  public boolean[] given() {
    return given.clone();
  }

  @Override
  public boolean[] hoisted() {
    return hoisted.clone();
  }

  @Override
  public void addParameters(ParameterTypes parameters) {
    if (!literals.positions().isEmpty()) {
      return;
    }
    for (@Nullable Object[] row : templates) {
      for (int position = 0; position < row.length; position++) {
        if (row[position] instanceof Slot slot && slot.parameter()) {
          parameters.set(slot.number(), target.columns().get(position).type());
        }
      }
    }
    for (RowExpressions plan : plans) {
      parameters.addAll(plan.parameters());
    }
  }

  @Override
  public void read(
      StatementContext context, @Nullable Object[] parameters, Consumer<@Nullable Object[]> rows) {
    List<@Nullable Object[]> computed = new ArrayList<>(plans.size());
    List<@Nullable Object[]> one = List.<@Nullable Object[]>of(NO_COLUMNS);
    for (RowExpressions plan : plans) {
      computed.add(plan.evaluate(context, parameters, one).get(0));
    }
    for (@Nullable Object[] template : templates) {
      @Nullable Object[] row = template.clone();
      for (int position = 0; position < row.length; position++) {
        if (row[position] instanceof Slot slot) {
          row[position] = value(slot, position, parameters, computed);
        }
      }
      rows.accept(row);
    }
  }

  private @Nullable Object value(
      Slot slot, int position, @Nullable Object[] parameters, List<@Nullable Object[]> computed) {
    int number = slot.number();
    if (slot.parameter()) {
      Object given = slot.negated() ? Constants.negated(parameters[number]) : parameters[number];
      return target.values().coerce(target.columns().get(position).type(), given);
    }
    @Nullable Object value =
        computed.get(number / EXPRESSIONS_PER_PLAN)[number % EXPRESSIONS_PER_PLAN];
    AssignmentCast cast = slot.cast();
    return cast == null ? value : cast.apply(value);
  }

  @Override
  public boolean isLarge() {
    return false;
  }
}
