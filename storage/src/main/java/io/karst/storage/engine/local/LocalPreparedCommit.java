package io.karst.storage.engine.local;

import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.PreparedCommit;
import org.jspecify.annotations.Nullable;

/** A commit that holds the commit turn. */
final class LocalPreparedCommit implements PreparedCommit {
  private final CommitPipeline pipeline;
  private final LocalTransaction transaction;
  private final CommitBatch batch;
  private final @Nullable CommitHook hook;
  private Durability durability;
  private boolean ended;

  LocalPreparedCommit(
      CommitPipeline pipeline,
      LocalTransaction transaction,
      CommitBatch batch,
      @Nullable CommitHook hook) {
    this.pipeline = pipeline;
    this.transaction = transaction;
    this.batch = batch;
    this.hook = hook;
    this.durability = transaction.options().durability();
  }

  @Override
  public long sequence() {
    return batch.head().sequence();
  }

  @Override
  public byte[] encoded() {
    return CommitEncoding.encode(batch);
  }

  @Override
  public void makeDurable() {
    pipeline.syncEarlier();
    durability = Durability.SYNC;
  }

  @Override
  public void apply() {
    if (ended) {
      throw new IllegalStateException("the prepared commit has ended");
    }
    if (batch.size() == 0) {
      return; // only holds the turn until it is closed
    }
    try {
      pipeline.writeAndPublish(batch, durability);
      pipeline.remember(batch, 0, batch.size(), sequence());
      if (hook != null) {
        hook.committed();
      }
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      pipeline.leaveTurn();
      transaction.end();
    }
  }
}
