package io.karst.storage.testkit;

import io.karst.storage.engine.PreparedCommit;

/** A prepared commit of a {@link ProbedEngine}. */
final class ProbedPreparedCommit implements PreparedCommit {
  private final PreparedCommit commit;
  private final EngineProbe probe;
  private final Object token;

  ProbedPreparedCommit(PreparedCommit commit, EngineProbe probe) {
    this.commit = commit;
    this.probe = probe;
    this.token = probe.opened("prepared commit");
  }

  @Override
  public long sequence() {
    return commit.sequence();
  }

  @Override
  public byte[] encoded() {
    return commit.encoded();
  }

  @Override
  public void makeDurable() {
    commit.makeDurable();
  }

  @Override
  public void apply() {
    probe.used(token);
    probe.before("apply");
    commit.apply();
  }

  @Override
  public void close() {
    probe.ended(token);
    commit.close();
  }
}
