package io.karst.sql.ddl;

import io.karst.calcite.ast.AlterDomain;
import io.karst.calcite.ast.AlterSequence;
import io.karst.calcite.ast.AlterTable;
import io.karst.calcite.ast.CommentOn;
import io.karst.calcite.ast.CreateDomain;
import io.karst.calcite.ast.CreateIndex;
import io.karst.calcite.ast.CreateSchema;
import io.karst.calcite.ast.CreateSequence;
import io.karst.calcite.ast.CreateTable;
import io.karst.calcite.ast.CreateView;
import io.karst.calcite.ast.DropObjects;
import io.karst.calcite.ast.KarstStatement;
import io.karst.calcite.ast.RenameObject;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that changes definitions. Runs from its syntax tree; never cached. */
public final class DefinitionStatement implements CompiledStatement {
  private final KarstStatement statement;

  public DefinitionStatement(KarstStatement statement) {
    this.statement = statement;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DEFINITION;
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
    return null;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    if (statement instanceof CreateSchema create) {
      createSchema(context, create);
    } else if (statement instanceof CreateTable create) {
      TableCreation.create(context, create);
    } else if (statement instanceof CreateIndex create) {
      IndexDefinitions.create(context, create);
    } else if (statement instanceof CreateView create) {
      ViewDefinitions.create(context, create);
    } else if (statement instanceof CreateSequence create) {
      SequenceDefinitions.create(context, create);
    } else if (statement instanceof AlterSequence alter) {
      SequenceDefinitions.alter(context, alter);
    } else if (statement instanceof CreateDomain create) {
      DomainDefinitions.create(context, create);
    } else if (statement instanceof AlterDomain alter) {
      DomainDefinitions.alter(context, alter);
    } else if (statement instanceof AlterTable alter) {
      TableAlteration.alter(context, alter);
    } else if (statement instanceof RenameObject rename) {
      Renames.rename(context, rename);
    } else if (statement instanceof DropObjects drop) {
      Drops.drop(context, drop);
    } else if (statement instanceof CommentOn comment) {
      Comments.set(context, comment);
    } else {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, statement.tag() + " is not supported");
    }
    return StatementResult.done(statement.tag());
  }

  private static void createSchema(StatementContext context, CreateSchema statement) {
    String name = Names.simple(statement.name());
    if (context.database().hasCollection(name) || Names.isSystemSchema(name)) {
      if (statement.ifNotExists()) {
        context.notice("schema \"" + name + "\" already exists, skipping");
        return;
      }
      throw new KarstException(
          ErrorCode.DUPLICATE_SCHEMA, "schema \"" + name + "\" already exists");
    }
    context.database().createCollection(name);
  }
}
