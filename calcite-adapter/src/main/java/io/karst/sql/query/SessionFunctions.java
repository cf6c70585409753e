package io.karst.sql.query;

import io.karst.calcite.ast.Selects;
import io.karst.calcite.schema.Domains;
import io.karst.calcite.source.SessionServices;
import io.karst.calcite.source.TableResolver;
import io.karst.calcite.type.ValueMapping;
import io.karst.sql.ResultColumn;
import io.karst.sql.settings.Setting;
import io.karst.sql.settings.SettingTable;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.ValueTest;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.key.EntityKeyPlan;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What functions ask of the session: names, settings, sequences. */
final class SessionFunctions implements SessionServices {
  private final StatementContext context;
  private @Nullable ZoneId zone;

  SessionFunctions(StatementContext context) {
    this.context = context;
  }

  @Override
  public String currentSchema() {
    return context.currentSchema();
  }

  @Override
  public String databaseName() {
    return context.databaseName();
  }

  @Override
  public String userName() {
    return "karst";
  }

  @Override
  public ZoneId timeZone() {
    ZoneId known = zone;
    if (known == null) {
      known = ZoneId.of(context.settings().get(SettingTable.TIME_ZONE)).normalized();
      zone = known;
    }
    return known;
  }

  @Override
  public @Nullable String setting(String name, boolean required) {
    return required || SettingTable.find(name) != null ? context.settings().get(name) : null;
  }

  @Override
  public void setSetting(String name, @Nullable String value, boolean local) {
    if (value == null) {
      context.settings().reset(name);
    } else if (local) {
      context.settings().setLocal(name, value);
    } else {
      context.settings().set(name, value);
    }
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : SettingTable.all()) {
      values.put(setting.name(), context.settings().get(setting.name()));
    }
    return values;
  }

  @Override
  public List<TableColumn> viewColumns(String schema, String view) {
    SqlParserPos pos = SqlParserPos.ZERO;
    SqlNodeList all = SqlNodeList.of(SqlIdentifier.star(pos));
    SqlNode query = Selects.of(all, new SqlIdentifier(List.of(schema, view), pos), null, pos);
    List<TableColumn> columns = new ArrayList<>();
    try {
      for (ResultColumn column : Queries.compile(query, context, null).columns()) {
        columns.add(new TableColumn(column.label(), column.type(), true, false));
      }
    } catch (KarstException e) {
      return List.of(); // what it reads is gone or has changed
    }
    return columns;
  }

  @Override
  public TableResolver tables() {
    return new DatabaseTables(context.database());
  }

  @Override
  public long nextValue(String sequence) {
    ObjectName name = sequence(sequence);
    long value = Names.collection(context, name).nextValue(name.name());
    context.sequences().remember(name.schema(), name.name(), value);
    return value;
  }

  @Override
  public long currentValue(String sequence) {
    ObjectName name = sequence(sequence);
    return context.sequences().current(name.schema(), name.name());
  }

  @Override
  public long lastValue() {
    return context.sequences().last();
  }

  @Override
  public void setValue(String sequence, long value, boolean called) {
    ObjectName name = sequence(sequence);
    Names.collection(context, name).setValue(name.name(), value, called);
    if (called) {
      context.sequences().remember(name.schema(), name.name(), value);
    }
  }

  @Override
  public UUID entityId(String type, @Nullable Object[] key) {
    ObjectName name = find(type, false);
    if (name == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "relation \"" + type + "\" does not exist");
    }
    EntityTypeDescriptor definition = Names.type(context, name);
    List<ColumnType> types = new ArrayList<>();
    for (int slot : definition.primaryKey()) {
      types.add(definition.columnInSlot(slot).type());
    }
    if (types.isEmpty() || types.size() != key.length) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "entity_id(\"" + type + "\", ...) needs " + types.size() + " key values");
    }
    Object[] values = new Object[key.length];
    for (int i = 0; i < values.length; i++) {
      Object value = Values.coerce(types.get(i), key[i]);
      if (value == null) {
        throw new KarstException(ErrorCode.NOT_NULL_VIOLATION, "a key value of entity_id is null");
      }
      values[i] = value;
    }
    return EntityKeyPlan.of(types, definition.hasKeyIndex()).idOf(definition.number(), values);
  }

  @Override
  public void requireInDomain(DomainName domain, @Nullable Object value) {
    ValueTest test =
        context
            .valueTests()
            .of(
                domain,
                context.database().catalogVersion(),
                () -> DomainTests.ofValues(context, domain));
    ColumnType type = Domains.require(tables(), domain).type();
    test.require(context, ValueMapping.toStorage(type, value));
  }

  private ObjectName sequence(String text) {
    ObjectName name = find(text, true);
    if (name == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_TABLE, "relation \"" + text + "\" does not exist");
    }
    return name;
  }

  /** A name given as text: folded unless quoted, with or without its schema. */
  private @Nullable ObjectName find(String text, boolean sequence) {
    int dot = text.indexOf('.');
    String last = fold(dot < 0 ? text : text.substring(dot + 1));
    List<String> schemas = dot < 0 ? context.searchPath() : List.of(fold(text.substring(0, dot)));
    for (String schema : schemas) {
      if (!context.database().hasCollection(schema)) {
        continue;
      }
      Collection collection = context.database().collection(schema);
      boolean exists =
          sequence
              ? collection.catalog().sequences().containsKey(last)
              : collection.catalog().types().containsKey(last);
      if (exists) {
        return new ObjectName(schema, last);
      }
    }
    return null;
  }

  private static String fold(String name) {
    String trimmed = name.trim();
    return trimmed.length() > 1 && trimmed.startsWith("\"") && trimmed.endsWith("\"")
        ? trimmed.substring(1, trimmed.length() - 1).replace("\"\"", "\"")
        : trimmed.toLowerCase(Locale.ROOT);
  }
}
