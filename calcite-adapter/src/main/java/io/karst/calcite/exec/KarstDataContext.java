package io.karst.calcite.exec;

import io.karst.calcite.function.SessionFunctions;
import io.karst.calcite.source.QueryContext;
import io.karst.calcite.type.ValueMapping;
import io.karst.storage.value.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What generated code can ask for while it runs: parameters, time, and our own objects. */
public final class KarstDataContext implements DataContext, BoundInputs {
  private final QueryContext context;
  private final Map<String, Object> stashed;
  private final List<@Nullable ColumnType> parameterTypes;
  private final JavaTypeFactory typeFactory;
  private final AtomicBoolean cancelled;
  private final Map<Integer, Enumerable<?>> shared = new HashMap<>();
  private @Nullable SchemaPlus root;

  /**
   * Creates the context of one execution.
   *
   * @param stashed objects that the plan's code refers to by name
   * @param parameterTypes by index; null = the value is passed as it is
   */
  public KarstDataContext(
      QueryContext context,
      Map<String, Object> stashed,
      List<@Nullable ColumnType> parameterTypes,
      JavaTypeFactory typeFactory) {
    this.context = context;
    this.cancelled = context.cancelled();
    this.stashed = stashed;
    this.parameterTypes = parameterTypes;
    this.typeFactory = typeFactory;
  }

  /**
   * The rows of a query that runs once for all that read it; called by generated code.
   *
   * @param number which query
   * @param query starts it; only that of the first reader is called
   */
  public static Enumerable<?> shared(
      DataContext root, int number, Function0<? extends Enumerable<?>> query) {
    Map<Integer, Enumerable<?>> shared = ((KarstDataContext) root).shared;
    Enumerable<?> rows = shared.get(number);
    if (rows == null) {
      rows = BufferedRows.of(query.apply());
      shared.put(number, rows);
    }
    return rows;
  }

  /** The execution behind a data context. */
  public QueryContext query() {
    return context;
  }

  /** Fails with 57014 if the statement is to end; generated code calls it for every row. */
  public static void checkCancelled(DataContext root) {
    ScanSource.checkCancelled(((KarstDataContext) root).cancelled);
  }

  /** The value of a parameter as expressions see it. */
  @Override
  public @Nullable Object parameter(int index) {
    ColumnType type = parameterTypes.get(index);
    Object value = context.parameters()[index];
    return type == null ? value : ValueMapping.toInternal(type, value);
  }

  @Override
  public boolean canonical() {
    return false;
  }

  /** Holds the working tables of recursive queries. */
  @Override
  public SchemaPlus getRootSchema() {
    if (root == null) {
      root = CalciteSchema.createRootSchema(false, false).plus();
    }
    return root;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return typeFactory;
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("no query provider");
  }

  @Override
  public @Nullable Object get(String name) {
    Object object = stashed.get(name);
    if (object != null) {
      return object;
    }
    if (name.startsWith("?")) {
      return parameter(Integer.parseInt(name.substring(1)));
    }
    if (name.equals(SessionFunctions.CONTEXT)) {
      return context;
    }
    return variable(name);
  }

  private @Nullable Object variable(String name) {
    long millis = Math.floorDiv(context.statementMicros(), 1000L);
    for (Variable variable : Variable.values()) {
      if (!variable.camelName.equals(name)) {
        continue;
      }
      return switch (variable) {
        case UTC_TIMESTAMP, CURRENT_TIMESTAMP -> millis;
        case LOCAL_TIMESTAMP -> millis + timeZone().getOffset(millis);
        case TIME_ZONE -> timeZone();
        case CANCEL_FLAG -> cancelled;
        case LOCALE -> Locale.ROOT;
        case USER, SYSTEM_USER -> context.session().userName();
        default -> null;
      };
    }
    return null;
  }

  private TimeZone timeZone() {
    return TimeZone.getTimeZone(context.session().timeZone());
  }
}
