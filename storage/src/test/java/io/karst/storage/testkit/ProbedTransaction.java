package io.karst.storage.testkit;

import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.PreparedCommit;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.TransactionOptions;
import org.jspecify.annotations.Nullable;

/** A transaction of a {@link ProbedEngine}. */
final class ProbedTransaction extends ProbedReader implements EngineTransaction {
  private final EngineTransaction transaction;

  ProbedTransaction(EngineTransaction transaction, EngineProbe probe) {
    super(transaction, probe, probe.opened("transaction"));
    this.transaction = transaction;
  }

  @Override
  public TransactionOptions options() {
    return transaction.options();
  }

  @Override
  public long readSequence() {
    return transaction.readSequence();
  }

  @Override
  public void refreshSnapshot() {
    call("refreshSnapshot");
    transaction.refreshSnapshot();
  }

  @Override
  public Reader latest() {
    return new ProbedReader(transaction.latest(), probe, token);
  }

  @Override
  public byte @Nullable [] getForUpdate(Space space, byte[] key) {
    call("getForUpdate");
    return transaction.getForUpdate(space, key);
  }

  @Override
  public void lock(Space space, byte[] key, LockMode mode) {
    call("lock");
    transaction.lock(space, key, mode);
  }

  @Override
  public boolean tryLock(Space space, byte[] key, LockMode mode) {
    call("tryLock");
    return transaction.tryLock(space, key, mode);
  }

  @Override
  public void put(Space space, byte[] key, byte[] value) {
    call("put");
    transaction.put(space, key, value);
  }

  @Override
  public void delete(Space space, byte[] key) {
    call("delete");
    transaction.delete(space, key);
  }

  @Override
  public void clear(Space space) {
    call("clear");
    transaction.clear(space);
  }

  @Override
  public void attach(BulkLoad load) {
    call("attach");
    transaction.attach(((ProbedBulkLoad) load).inner());
  }

  @Override
  public boolean hasReads() {
    return transaction.hasReads();
  }

  @Override
  public boolean hasWrites() {
    return transaction.hasWrites();
  }

  @Override
  public long bufferedBytes() {
    return transaction.bufferedBytes();
  }

  @Override
  public long mark() {
    probe.used(token);
    return transaction.mark();
  }

  @Override
  public void rollbackTo(long mark) {
    probe.used(token);
    transaction.rollbackTo(mark);
  }

  @Override
  public void forgetMarks() {
    probe.used(token);
    transaction.forgetMarks();
  }

  @Override
  public long commit(@Nullable CommitHook hook) {
    call("commit");
    return transaction.commit(hook);
  }

  @Override
  public PreparedCommit prepare(@Nullable CommitHook hook) {
    call("prepare");
    return new ProbedPreparedCommit(transaction.prepare(hook), probe);
  }

  @Override
  public void rollback() {
    transaction.rollback();
  }

  @Override
  public void close() {
    probe.ended(token);
    transaction.close();
  }
}
