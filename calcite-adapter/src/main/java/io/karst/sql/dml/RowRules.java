package io.karst.sql.dml;

import io.karst.calcite.schema.Domains;
import io.karst.calcite.schema.UpdatableView;
import io.karst.calcite.source.TableResolver;
import io.karst.sql.query.AssignmentCast;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.DomainTest;
import io.karst.sql.query.DomainTests;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.Parsing;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What a table's definition does to rows before they reach the store: defaults, identity values,
 * generated columns, CHECK constraints. Compiled once per statement; thread-safe.
 */
public final class RowRules {
  private static final Object[] NO_PARAMETERS = new Object[0];

  private final Target target;
  private final @Nullable Object[] constants;
  private final @Nullable String[] sequences;
  private final int[] expressionOf;
  private final List<SqlNode> defaultNodes = new ArrayList<>();
  private final List<Integer> defaultPositions = new ArrayList<>();
  private final List<Integer> generatedPositions = new ArrayList<>();
  private final List<CheckDescriptor> checks;
  private int[] declaredNotNull = new int[0];
  private int[] computedNotNull = new int[0];
  private @Nullable RowExpressions defaults;
  private @Nullable RowExpressions generated;
  private @Nullable RowExpressions conditions;
  private @Nullable DomainTests domains;
  private @Nullable DomainTests generatedDomains;
  private List<ViewCheck> viewChecks = List.of();

  private RowRules(Target target) {
    this.target = target;
    int width = target.columns().size();
    this.constants = new @Nullable Object[width];
    this.sequences = new @Nullable String[width];
    this.expressionOf = new int[width];
    this.checks = target.type() == null ? List.of() : target.type().checks();
  }

  /** Compiles the rules of a table. */
  public static RowRules compile(StatementContext context, Target target) {
    RowRules rules = new RowRules(target);
    rules.declaredNotNull = notNull(target, false);
    rules.computedNotNull = notNull(target, true);
    List<SqlNode> generatedNodes = new ArrayList<>();
    TableResolver tables = new DatabaseTables(context.database());
    for (int i = 0; i < target.columns().size(); i++) {
      rules.expressionOf[i] = -1;
      ColumnDescriptor column = target.descriptor(i);
      if (column == null) {
        continue;
      }
      if (column.identity() != null) {
        rules.sequences[i] = column.identity().sequence();
      } else if (column.generatedSql() != null) {
        rules.generatedPositions.add(i);
        generatedNodes.add(Parsing.expression(column.generatedSql()));
      } else {
        String value = Domains.defaultOf(tables, column);
        if (value != null) {
          rules.addDefault(i, column.type(), Parsing.expression(value));
        }
      }
    }
    List<SqlNode> checkNodes = new ArrayList<>();
    for (CheckDescriptor check : rules.checks) {
      checkNodes.add(Parsing.expression(check.sql()));
    }
    rules.domains = domains(context, tables, target, false);
    rules.generatedDomains = domains(context, tables, target, true);
    rules.defaults = compile(context, target.name(), List.of(), rules.defaultNodes);
    rules.generated = compile(context, target.name(), target.columns(), generatedNodes);
    UpdatableView view = target.view();
    if (view != null) {
      rules.viewChecks = ViewCheck.compile(context, target, view);
    }
    rules.conditions = compile(context, target.name(), target.columns(), checkNodes);
    return rules;
  }

  /** The conditions of the domains of columns that are given values, or of generated ones. */
  private static @Nullable DomainTests domains(
      StatementContext context, TableResolver tables, Target target, boolean computed) {
    List<DomainTest> tests = new ArrayList<>();
    for (int i = 0; i < target.columns().size(); i++) {
      ColumnDescriptor column = target.descriptor(i);
      DomainName domain = column == null ? null : column.domain();
      if (column != null && domain != null && computed == (column.generatedSql() != null)) {
        tests.addAll(DomainTest.of(tables, domain, column.name()));
      }
    }
    return DomainTests.compile(context, target.name(), target.columns(), tests);
  }

  private static int[] notNull(Target target, boolean computed) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < target.columns().size(); i++) {
      ColumnDescriptor column = target.descriptor(i);
      if (column != null && !column.nullable() && computed == (column.generatedSql() != null)) {
        positions.add(i);
      }
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private static @Nullable RowExpressions compile(
      StatementContext context, ObjectName name, List<TableColumn> columns, List<SqlNode> nodes) {
    return nodes.isEmpty()
        ? null
        : RowExpressions.compile(context, name.schema(), name.name(), columns, nodes);
  }

  private void addDefault(int position, ColumnType type, SqlNode value) {
    Object constant = constant(value, type);
    if (constant == Constants.NONE) {
      expressionOf[position] = defaultNodes.size();
      defaultNodes.add(value);
      defaultPositions.add(position);
    } else {
      constants[position] = constant;
    }
  }

  /** A default that the column cannot hold is an error of the rows that need it, not of others. */
  private @Nullable Object constant(SqlNode value, ColumnType type) {
    try {
      return Constants.value(value, type, target.values());
    } catch (KarstException e) {
      return Constants.NONE;
    }
  }

  public Target target() {
    return target;
  }

  boolean isIdentity(int position) {
    return sequences[position] != null;
  }

  /** Why explicit values for a column are refused, for the detail of an error. */
  String whyGenerated(int position) {
    String name = target.columns().get(position).name();
    return isIdentity(position)
        ? "Column \"" + name + "\" is an identity column defined as GENERATED ALWAYS."
        : "Column \"" + name + "\" is a generated column.";
  }

  /** Whether explicit values for the column are refused: GENERATED ALWAYS. */
  boolean isGeneratedAlways(int position) {
    ColumnDescriptor column = target.descriptor(position);
    return column != null
        && (column.generatedSql() != null
            || (column.identity() != null && column.identity().always()));
  }

  /**
   * Requires that an INSERT may give a column a value.
   *
   * @param isDefault whether the value is DEFAULT
   * @param overriding whether OVERRIDING SYSTEM VALUE was said
   * @throws KarstException 428C9
   */
  void requireInsertable(int position, boolean isDefault, boolean overriding) {
    boolean identity = isIdentity(position);
    if (isDefault || !isGeneratedAlways(position) || (identity && overriding)) {
      return;
    }
    KarstException refused =
        new KarstException(
                ErrorCode.GENERATED_ALWAYS,
                "cannot insert a non-DEFAULT value into column \""
                    + target.columns().get(position).name()
                    + "\"")
            .withDetail(whyGenerated(position));
    throw identity ? refused.withHint("Use OVERRIDING SYSTEM VALUE to override.") : refused;
  }

  /**
   * Fills defaults and identity values.
   *
   * @param fill per position: whether the rows lack a value there
   */
  public void fillDefaults(
      StatementContext context, boolean[] fill, List<@Nullable Object[]> rows) {
    boolean expressions = false;
    for (int position = 0; position < fill.length; position++) {
      if (!fill[position]) {
        continue;
      }
      String sequence = sequences[position];
      if (sequence != null) {
        ColumnType type = target.columns().get(position).type();
        for (@Nullable Object[] row : rows) {
          row[position] = Values.coerce(type, next(context, sequence));
        }
      } else if (expressionOf[position] >= 0) {
        expressions = true;
      } else if (constants[position] != null) {
        for (@Nullable Object[] row : rows) {
          row[position] = constants[position];
        }
      }
    }
    if (expressions) {
      fillExpressions(context, fill, rows);
    }
  }

  private void fillExpressions(
      StatementContext context, boolean[] fill, List<@Nullable Object[]> rows) {
    RowExpressions expressions = defaults;
    if (expressions == null) {
      return;
    }
    List<@Nullable Object[]> empty =
        Collections.<@Nullable Object[]>nCopies(rows.size(), NO_PARAMETERS);
    List<@Nullable Object[]> values = expressions.evaluate(context, NO_PARAMETERS, empty);
    for (int position : defaultPositions) {
      if (!fill[position]) {
        continue;
      }
      int expression = expressionOf[position];
      AssignmentCast cast =
          AssignmentCast.of(
              expressions.columns().get(expression).type(),
              target.columns().get(position).type(),
              target.values());
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i)[position] = cast.apply(values.get(i)[expression]);
      }
    }
  }

  private long next(StatementContext context, String sequence) {
    Collection collection = Names.collection(context, target.name());
    long value = collection.nextValue(sequence);
    context.sequences().remember(target.name().schema(), sequence, value);
    return value;
  }

  /** Computes generated columns and evaluates the CHECK constraints; 23514. */
  public void complete(StatementContext context, List<@Nullable Object[]> rows) {
    if (domains != null) {
      domains.require(context, rows);
    }
    if (generated == null && conditions == null && viewChecks.isEmpty()) {
      return; // rows without rules meet NOT NULL in the store
    }
    for (int i = 0; i < rows.size(); i++) {
      if (lacksValue(rows.get(i))) {
        evaluate(context, rows.subList(0, i));
        requireNotNull(rows.get(i), declaredNotNull);
      }
    }
    evaluate(context, rows);
  }

  /** Requires values where NULL is not allowed, before a conflict is looked for; 23502. */
  void requireNotNull(@Nullable Object[] row) {
    requireNotNull(row, declaredNotNull);
    requireNotNull(row, computedNotNull);
  }

  private boolean lacksValue(@Nullable Object[] row) {
    for (int position : declaredNotNull) {
      if (row[position] == null) {
        return true;
      }
    }
    return false;
  }

  private void evaluate(StatementContext context, List<@Nullable Object[]> rows) {
    RowExpressions computed = generated;
    if (computed != null) {
      List<@Nullable Object[]> values = computed.evaluate(context, NO_PARAMETERS, rows);
      for (int g = 0; g < generatedPositions.size(); g++) {
        int position = generatedPositions.get(g);
        AssignmentCast cast =
            AssignmentCast.of(
                computed.columns().get(g).type(),
                target.columns().get(position).type(),
                target.values());
        for (int i = 0; i < rows.size(); i++) {
          rows.get(i)[position] = cast.apply(values.get(i)[g]);
        }
      }
    }
    if (generatedDomains != null) {
      generatedDomains.require(context, rows);
    }
    RowExpressions tests = conditions;
    if (tests != null) {
      check(tests.evaluate(context, NO_PARAMETERS, rows), rows);
    }
    for (ViewCheck check : viewChecks) {
      check.require(context, this, rows);
    }
  }

  private void check(List<@Nullable Object[]> results, List<@Nullable Object[]> rows) {
    for (int i = 0; i < rows.size(); i++) {
      @Nullable Object[] result = results.get(i);
      requireNotNull(rows.get(i), computedNotNull);
      for (int c = 0; c < result.length; c++) {
        if (Boolean.FALSE.equals(result[c])) {
          throw new KarstException(
                  ErrorCode.CHECK_VIOLATION,
                  "new row for relation \""
                      + target.name().name()
                      + "\" violates check constraint \""
                      + checks.get(c).name()
                      + "\"")
              .withDetail("Failing row contains " + describe(rows.get(i)) + ".");
        }
      }
    }
  }

  /** NOT NULL comes before CHECK, and before expressions that count on it. */
  private void requireNotNull(@Nullable Object[] row, int[] positions) {
    for (int position : positions) {
      if (row[position] == null) {
        throw new KarstException(
                ErrorCode.NOT_NULL_VIOLATION,
                "null value in column \""
                    + target.columns().get(position).name()
                    + "\" of relation \""
                    + target.name().name()
                    + "\" violates not-null constraint")
            .withDetail("Failing row contains " + describe(row) + ".");
      }
    }
  }

  String describe(@Nullable Object[] row) {
    StringBuilder text = new StringBuilder("(");
    boolean first = true;
    for (int i = 0; i < row.length; i++) {
      TableColumn column = target.columns().get(i);
      if (column.hidden()) {
        continue;
      }
      Object value = row[i];
      text.append(first ? "" : ", ");
      text.append(value == null ? "null" : Values.format(column.type(), value));
      first = false;
    }
    return text.append(')').toString();
  }
}
