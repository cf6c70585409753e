package io.karst.sql.dml;

import io.karst.sql.settings.SessionSettings;
import io.karst.sql.statement.Cancellation;
import io.karst.sql.statement.SequenceMemory;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.ValueTests;
import io.karst.storage.DatabaseView;
import io.karst.storage.tx.StoreTransaction;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session as one part of a statement sees it: the part does not commit alone. */
record PartContext(StatementContext whole) implements StatementContext {
  @Override
  public DatabaseView database() {
    return whole.database();
  }

  @Override
  public StoreTransaction transaction() {
    return whole.transaction();
  }

  @Override
  public boolean commitsAlone() {
    return false;
  }

  @Override
  public SessionSettings settings() {
    return whole.settings();
  }

  @Override
  public String currentSchema() {
    return whole.currentSchema();
  }

  @Override
  public List<String> searchPath() {
    return whole.searchPath();
  }

  @Override
  public String temporarySchema() {
    return whole.temporarySchema();
  }

  @Override
  public void atCommit(String table, boolean drop) {
    whole.atCommit(table, drop);
  }

  @Override
  public String databaseName() {
    return whole.databaseName();
  }

  @Override
  public boolean keepGeneratedKeys() {
    return whole.keepGeneratedKeys();
  }

  @Override
  public Cancellation cancellation() {
    return whole.cancellation();
  }

  @Override
  public void notice(String message) {
    whole.notice(message);
  }

  @Override
  public long transactionTimeMicros() {
    return whole.transactionTimeMicros();
  }

  @Override
  public ValueTests valueTests() {
    return whole.valueTests();
  }

  @Override
  public SequenceMemory sequences() {
    return whole.sequences();
  }

  @Override
  public @Nullable InputStream copyInput() {
    return whole.copyInput();
  }

  @Override
  public @Nullable OutputStream copyOutput() {
    return whole.copyOutput();
  }

  @Override
  public void progress(long rows) {
    whole.progress(rows);
  }
}
