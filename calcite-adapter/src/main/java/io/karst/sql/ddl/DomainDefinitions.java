package io.karst.sql.ddl;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.AlterDomain;
import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.CreateDomain;
import io.karst.calcite.ast.TableConstraint;
import io.karst.calcite.schema.Domains;
import io.karst.sql.query.DatabaseTables;
import io.karst.sql.query.DeclaredType;
import io.karst.sql.query.DomainTest;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.query.RowExpressions;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.DomainDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CREATE DOMAIN and ALTER DOMAIN. */
final class DomainDefinitions {
  private final StatementContext context;
  private final ObjectName name;
  private final ColumnType type;
  private final List<CheckDescriptor> checks;

  private DomainDefinitions(
      StatementContext context, ObjectName name, ColumnType type, List<CheckDescriptor> checks) {
    this.context = context;
    this.name = name;
    this.type = type;
    this.checks = new ArrayList<>(checks);
  }

  static void create(StatementContext context, CreateDomain statement) {
    ObjectName name = Names.toCreate(context, statement.name());
    ColumnDefinition definition = statement.definition();
    if (ColumnTypeSpec.isSerial(definition.type())) {
      throw new KarstException(
          ErrorCode.UNDEFINED_OBJECT, "type \"" + definition.type() + "\" does not exist");
    }
    if (definition.identity() != null || definition.generatedAs() != null) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "a domain has no identity and no generation expression");
    }
    DeclaredType base = DeclaredType.held(context, definition.type());
    DomainDefinitions draft = new DomainDefinitions(context, name, base.type(), List.of());
    String value = TableDraft.defaultText(context, definition.defaultValue());
    if (definition.defaultValue() != null) {
      draft.validateDefault(definition.defaultValue());
    } else if (base.domain() != null) {
      value = Domains.require(new DatabaseTables(context.database()), base.domain()).defaultSql();
    }
    for (TableConstraint constraint : definition.constraints()) {
      draft.add(constraint);
    }
    Names.collection(context, name)
        .createDomain(
            new DomainDescriptor(
                name.name(),
                base.type(),
                base.domain(),
                !definition.notNull(),
                value,
                draft.checks,
                null));
  }

  /** Adds a CHECK constraint; domains have no others. */
  private CheckDescriptor add(TableConstraint constraint) {
    TableDraft.refuseDeferred(constraint);
    if (!(constraint instanceof TableConstraint.Check check)) {
      throw new KarstException(
          ErrorCode.SYNTAX_ERROR, "only CHECK and NOT NULL constraints are possible for domains");
    }
    String given = TableDraft.given(check.name());
    String chosen = given == null ? name.name() + "_check" : given;
    for (int i = 1; given == null && find(chosen) != null; i++) {
      chosen = name.name() + "_check" + i;
    }
    claim(chosen);
    CheckDescriptor descriptor =
        new CheckDescriptor(chosen, StoredText.of(context, check.condition()));
    Expressions.refuseQuery(check.condition(), "check constraint");
    validate(check.condition());
    checks.add(descriptor);
    checks.sort(Comparator.comparing(CheckDescriptor::name));
    return descriptor;
  }

  private void claim(String constraint) {
    if (find(constraint) != null) {
      throw new KarstException(
          ErrorCode.DUPLICATE_OBJECT,
          "constraint \"" + constraint + "\" for domain \"" + name.name() + "\" already exists");
    }
  }

  private void validate(SqlNode condition) {
    TableColumn value = new TableColumn(DomainTest.VALUE, type, true, false);
    ColumnType result =
        RowExpressions.compile(
                context, name.schema(), name.name(), List.of(value), List.of(condition))
            .columns()
            .get(0)
            .type();
    if (result.kind() != TypeKind.BOOLEAN) {
      throw new KarstException(
          ErrorCode.DATATYPE_MISMATCH,
          "argument of CHECK must be type boolean, not type " + result);
    }
  }

  private void validateDefault(SqlNode value) {
    RowExpressions.compile(context, name.schema(), name.name(), List.of(), List.of(value));
  }

  private @Nullable CheckDescriptor find(String constraint) {
    for (CheckDescriptor check : checks) {
      if (check.name().equals(constraint)) {
        return check;
      }
    }
    return null;
  }

  static void alter(StatementContext context, AlterDomain statement) {
    ObjectName name = require(context, statement.name());
    Collection collection = Names.collection(context, name);
    collection.lockDefinitions();
    DomainDescriptor present =
        requireNonNull(collection.catalog().domains().get(name.name()), name.name());
    DomainDescriptor changed =
        new DomainDefinitions(context, name, present.type(), present.checks())
            .changed(present, statement.action());
    if (!changed.equals(present)) {
      collection.replaceDomain(name.name(), changed);
    }
  }

  /**
   * An existing domain.
   *
   * @throws KarstException 42704, or 42809 if it is a table or view
   */
  static ObjectName require(StatementContext context, SqlIdentifier identifier) {
    ObjectName name = Names.findDomain(context, identifier);
    if (name != null) {
      return name;
    }
    if (Names.findType(context, identifier) != null
        || Names.findView(context, identifier) != null) {
      throw new KarstException(
          ErrorCode.WRONG_OBJECT_TYPE, "\"" + Names.simple(identifier) + "\" is not a domain");
    }
    throw Names.missing("type", identifier);
  }

  private DomainDescriptor changed(DomainDescriptor present, AlterAction action) {
    if (action instanceof AlterAction.SetDefault set) {
      if (set.value() != null) {
        validateDefault(set.value());
      }
      return present.withDefault(TableDraft.defaultText(context, set.value()));
    }
    if (action instanceof AlterAction.SetNotNull set) {
      if (set.notNull() && present.nullable()) {
        uses().requireNotNull();
      }
      return present.withNullable(!set.notNull());
    }
    if (action instanceof AlterAction.AddConstraint add) {
      CheckDescriptor added = add(add.constraint());
      uses().require(added, !add.notValid());
      return present.withChecks(checks);
    }
    if (action instanceof AlterAction.DropConstraint drop) {
      drop(Names.simple(drop.constraint()), drop.ifExists());
      return present.withChecks(checks);
    }
    if (action instanceof AlterAction.RenameConstraint rename) {
      rename(Names.simple(rename.constraint()), Names.simple(rename.newName()));
      return present.withChecks(checks);
    }
    if (action instanceof AlterAction.ValidateConstraint validate) {
      uses().require(requireConstraint(Names.simple(validate.constraint())), true);
      return present;
    }
    throw new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "ALTER DOMAIN ... SET SCHEMA is not supported");
  }

  private DomainUses uses() {
    return DomainUses.of(context, new DomainName(name.schema(), name.name()));
  }

  private void drop(String constraint, boolean ifExists) {
    CheckDescriptor dropped = find(constraint);
    if (dropped == null && ifExists) {
      context.notice(
          "constraint \""
              + constraint
              + "\" of domain \""
              + name.name()
              + "\" does not exist, skipping");
      return;
    }
    checks.remove(requireConstraint(constraint));
  }

  private void rename(String from, String to) {
    CheckDescriptor renamed = requireConstraint(from);
    claim(to);
    checks.remove(renamed);
    checks.add(new CheckDescriptor(to, renamed.sql()));
    checks.sort(Comparator.comparing(CheckDescriptor::name));
  }

  private CheckDescriptor requireConstraint(String constraint) {
    CheckDescriptor found = find(constraint);
    if (found == null) {
      throw new KarstException(
          ErrorCode.UNDEFINED_OBJECT,
          "constraint \"" + constraint + "\" of domain \"" + name.name() + "\" does not exist");
    }
    return found;
  }
}
