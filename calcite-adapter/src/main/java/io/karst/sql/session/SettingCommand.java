package io.karst.sql.session;

import io.karst.calcite.ast.SettingStatement;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.settings.SessionSettings;
import io.karst.sql.settings.Setting;
import io.karst.sql.settings.SettingTable;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SET, RESET and SHOW. */
final class SettingCommand implements CompiledStatement {
  private static final List<ResultColumn> ALL_COLUMNS =
      List.of(
          ResultColumn.computed("name", ColumnType.TEXT),
          ResultColumn.computed("setting", ColumnType.TEXT),
          ResultColumn.computed("description", ColumnType.TEXT));

  private final SettingStatement statement;

  SettingCommand(SettingStatement statement) {
    this.statement = statement;
    if (statement instanceof SettingStatement.ShowSetting show && show.name() != null) {
      SettingTable.require(show.name());
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.UTILITY;
  }

  @Override
  public String commandTag() {
    return statement.tag();
  }

  @Override
  public List<ParameterInfo> parameters() {
    return List.of();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    if (!(statement instanceof SettingStatement.ShowSetting show)) {
      return null;
    }
    return show.name() == null
        ? ALL_COLUMNS
        : List.of(ResultColumn.computed(show.name(), ColumnType.TEXT));
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    SessionSettings settings = context.settings();
    if (statement instanceof SettingStatement.SetSetting set) {
      set(context, set);
    } else if (statement instanceof SettingStatement.SetSchema set) {
      String schema = Names.simple(set.schema());
      if (!context.database().hasCollection(schema)) {
        throw new KarstException(
            ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
      }
      settings.set(SettingTable.SEARCH_PATH, SearchPath.quote(schema));
    } else if (statement instanceof SettingStatement.ResetSetting reset) {
      if (reset.name() == null) {
        settings.resetAll();
      } else {
        settings.reset(reset.name());
      }
    } else if (statement instanceof SettingStatement.ShowSetting show) {
      return show(context, show.name());
    }
    return StatementResult.done(commandTag());
  }

  private static void set(StatementContext context, SettingStatement.SetSetting set) {
    SessionSettings settings = context.settings();
    if (set.values().isEmpty()) {
      settings.reset(set.name());
      return;
    }
    String value = text(set);
    if (set.local()) {
      settings.setLocal(set.name(), value);
    } else {
      settings.set(set.name(), value);
    }
  }

  /** Values of a list keep their case by quotes: the parser has folded them already. */
  private static String text(SettingStatement.SetSetting set) {
    boolean path = SettingTable.SEARCH_PATH.equals(set.name());
    List<String> parts = new ArrayList<>();
    for (String value : set.values()) {
      boolean plain = value.equals(value.toLowerCase(Locale.ROOT)) && !value.contains(",");
      parts.add(path && !plain && set.values().size() > 1 ? SearchPath.quote(value) : value);
    }
    return String.join(", ", parts);
  }

  private SqlResult show(StatementContext context, @Nullable String name) {
    SessionSettings settings = context.settings();
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (name != null) {
      rows.add(new Object[] {ofTransaction(context, name, settings.get(name))});
    } else {
      for (Setting setting : SettingTable.all()) {
        rows.add(
            new Object[] {setting.name(), settings.get(setting.name()), setting.description()});
      }
    }
    List<ResultColumn> columns = columns();
    return StatementResult.query(
        commandTag(), columns == null ? List.of() : columns, new ListCursor(rows));
  }

  /** The level of the running transaction is that of new ones unless BEGIN has said another. */
  private static String ofTransaction(StatementContext context, String name, String value) {
    return name.contains("isolation")
            && !name.equals(SettingTable.ISOLATION)
            && context instanceof Execution execution
        ? TransactionDefaults.nameOf(execution.session().transactions().modes().isolation())
        : value;
  }
}
