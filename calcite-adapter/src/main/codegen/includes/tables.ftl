<#-- CREATE TABLE and ALTER TABLE. -->

SqlNode KarstCreateTable(Span s, boolean temporary) :
{
    final boolean absent;
    final SqlIdentifier name;
    List<SqlIdentifier> names = Collections.emptyList();
    final SqlNode query;
    boolean data = true;
    final OnCommit onCommit;
    final List<ColumnDefinition> columns = new ArrayList<ColumnDefinition>();
    final List<TableConstraint> constraints = new ArrayList<TableConstraint>();
    final List<LikeClause> likes = new ArrayList<LikeClause>();
    final List<Option> options = new ArrayList<Option>();
}
{
    <TABLE> absent = KarstIfNotExists() name = CompoundTableIdentifier()
    (
        LOOKAHEAD(KarstColumnsOpt() ( <AS> | <ON> ))
        names = KarstColumnsOpt() onCommit = KarstOnCommit(temporary) <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        [ <WITH> [ <NO> { data = false; } ] <DATA> ] {
            return new StatementNode(s.end(this),
                new CreateTableAs(name, temporary, onCommit, absent, names, query, data));
        }
    |
        <LPAREN>
        [
            KarstTableElement(columns, constraints, likes)
            ( <COMMA> KarstTableElement(columns, constraints, likes) )*
        ]
        <RPAREN>
        [ <WITH> KarstOptions(options) ] onCommit = KarstOnCommit(temporary) {
            return new StatementNode(s.end(this),
                new CreateTable(
                    name, temporary, onCommit, absent, columns, constraints, likes, options));
        }
    )
}

/** {@code ON COMMIT ...}: rows stay if nothing else is said. */
OnCommit KarstOnCommit(boolean temporary) :
{
    OnCommit action = OnCommit.PRESERVE_ROWS;
}
{
    [
        <ON> <COMMIT> {
            if (!temporary) {
                throw Assignments.onCommitWithoutTemporary(getPos());
            }
        }
        (
            <PRESERVE> <ROWS>
        |
            <DELETE> <ROWS> { action = OnCommit.DELETE_ROWS; }
        |
            <DROP> { action = OnCommit.DROP; }
        )
    ]
    { return action; }
}

void KarstTableElement(List<ColumnDefinition> columns, List<TableConstraint> constraints,
    List<LikeClause> likes) :
{
    final TableConstraint constraint;
    final ColumnDefinition column;
    final SqlIdentifier table;
    final List<String> including = new ArrayList<String>();
    String word;
}
{
    constraint = KarstTableConstraint() { constraints.add(constraint); }
|
    <LIKE> table = CompoundTableIdentifier()
    (
        <INCLUDING> word = KarstLikeWord() { including.addAll(LikeClause.words(word)); }
    |
        <EXCLUDING> word = KarstLikeWord() { including.removeAll(LikeClause.words(word)); }
    )*
    { likes.add(new LikeClause(table, including, columns.size())); }
|
    column = KarstColumnDefinition() { columns.add(column); }
}

String KarstLikeWord() :
{
    final String word;
}
{
    <ALL> { return "all"; }
|
    word = Identifier() { return word; }
}

ColumnDefinition KarstColumnDefinition() :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    final ColumnDefinitionBuilder column;
}
{
    name = SimpleIdentifier() type = DataType() {
        column = new ColumnDefinitionBuilder(name, type);
    }
    ( KarstColumnConstraint(column) )*
    { return column.build(); }
}

void KarstColumnConstraint(ColumnDefinitionBuilder column) :
{
    SqlIdentifier name = null;
    final SqlNode expression;
    final Deferral deferral;
    final TableConstraint reference;
}
{
    [ <CONSTRAINT> name = SimpleIdentifier() ]
    (
        <NOT> <NULL> { column.notNull(getPos()); }
    |
        <NULL> { column.nullable(getPos()); }
    |
        <DEFAULT_> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) {
            column.defaultValue(expression);
        }
    |
        <PRIMARY> <KEY> deferral = KarstDeferral() { column.primaryKey(name, deferral); }
    |
        <UNIQUE> deferral = KarstDeferral() { column.unique(name, deferral); }
    |
        <CHECK> <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        deferral = KarstDeferral() { column.check(name, expression, deferral); }
    |
        reference = KarstReferences(name, ImmutableList.of(column.name())) {
            column.constraint(reference);
        }
    |
        <COLLATE> CompoundIdentifier()
    |
        KarstGenerated(column)
    )
}

void KarstGenerated(ColumnDefinitionBuilder column) :
{
    final SqlNode expression;
    final SequenceOptionsBuilder options = new SequenceOptionsBuilder();
}
{
    <GENERATED>
    (
        <ALWAYS> <AS>
        (
            <IDENTITY> KarstIdentityOptions(options) {
                column.identity(new IdentityDefinition(true, options.build()), getPos());
            }
        |
            <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> <STORED> {
                column.generatedAs(expression);
            }
        )
    |
        <BY> <DEFAULT_> <AS> <IDENTITY> KarstIdentityOptions(options) {
            column.identity(new IdentityDefinition(false, options.build()), getPos());
        }
    )
}

void KarstIdentityOptions(SequenceOptionsBuilder options) :
{
}
{
    [ <LPAREN> ( KarstSequenceOption(options) )* <RPAREN> ]
}

TableConstraint KarstTableConstraint() :
{
    SqlIdentifier name = null;
    final List<SqlIdentifier> columns;
    final SqlNode expression;
    final Deferral deferral;
    final TableConstraint reference;
}
{
    [ <CONSTRAINT> name = SimpleIdentifier() ]
    (
        <PRIMARY> <KEY> columns = KarstColumns() deferral = KarstDeferral() {
            return new TableConstraint.PrimaryKey(name, columns, deferral);
        }
    |
        <UNIQUE> columns = KarstColumns() deferral = KarstDeferral() {
            return new TableConstraint.Unique(name, columns, deferral);
        }
    |
        <CHECK> <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        deferral = KarstDeferral() {
            return new TableConstraint.Check(name, expression, deferral);
        }
    |
        <FOREIGN> <KEY> columns = KarstColumns() reference = KarstReferences(name, columns) {
            return reference;
        }
    )
}

/** {@code REFERENCES ...} for the given columns. */
TableConstraint KarstReferences(SqlIdentifier name, List<SqlIdentifier> columns) :
{
    SqlIdentifier table = null;
    List<SqlIdentifier> referenced = Collections.emptyList();
    ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    final Deferral deferral;
}
{
    <REFERENCES>
    (
        LOOKAHEAD({ getToken(1).kind == ENTITY && getToken(2).kind != DOT })
        <ENTITY>
    |
        table = CompoundTableIdentifier()
        [ referenced = KarstColumns() ]
    )
    (
        LOOKAHEAD(2)
        <ON> <DELETE> onDelete = KarstReferentialAction()
    |
        <ON> <UPDATE> onUpdate = KarstReferentialAction()
    )*
    deferral = KarstDeferral()
    {
        return table == null
            ? new TableConstraint.EntityReference(name, columns, onDelete, onUpdate, deferral)
            : new TableConstraint.ForeignKey(
                name, columns, table, referenced, onDelete, onUpdate, deferral);
    }
}

ReferentialAction KarstReferentialAction() :
{
}
{
    <NO> <ACTION> { return ReferentialAction.NO_ACTION; }
|
    <RESTRICT> { return ReferentialAction.RESTRICT; }
|
    <CASCADE> { return ReferentialAction.CASCADE; }
|
    LOOKAHEAD(2)
    <SET> <NULL> { return ReferentialAction.SET_NULL; }
|
    <SET> <DEFAULT_> { return ReferentialAction.SET_DEFAULT; }
}

Deferral KarstDeferral() :
{
    Deferral deferral = Deferral.NOT_DEFERRABLE;
}
{
    [
        LOOKAHEAD(2)
        (
            <NOT> <DEFERRABLE>
        |
            <DEFERRABLE> { deferral = Deferral.INITIALLY_IMMEDIATE; }
        )
    ]
    [
        <INITIALLY>
        (
            <DEFERRED> { deferral = Deferral.INITIALLY_DEFERRED; }
        |
            <IMMEDIATE>
        )
    ]
    { return deferral; }
}

SqlNode KarstAlterTable(Span s) :
{
    final boolean present;
    final SqlIdentifier name;
    final List<AlterAction> actions = new ArrayList<AlterAction>();
}
{
    <TABLE> present = KarstIfExists() [ <ONLY> ] name = CompoundTableIdentifier()
    KarstAlterAction(actions)
    ( <COMMA> KarstAlterAction(actions) )*
    {
        return new StatementNode(s.end(this), new AlterTable(name, present, actions));
    }
}

void KarstAlterAction(List<AlterAction> actions) :
{
    boolean notValid = false;
    final TableConstraint constraint;
    final ColumnDefinition column;
    final boolean exists;
    final boolean cascade;
    final SqlIdentifier name;
    final SqlIdentifier newName;
}
{
    <ADD>
    (
        constraint = KarstTableConstraint()
        [ LOOKAHEAD(2) <NOT> <VALID> { notValid = true; } ] {
            actions.add(new AlterAction.AddConstraint(constraint, notValid));
        }
    |
        [ <COLUMN> ] exists = KarstIfNotExists() column = KarstColumnDefinition() {
            actions.add(new AlterAction.AddColumn(column, exists));
        }
    )
|
    <DROP>
    (
        <CONSTRAINT> exists = KarstIfExists() name = SimpleIdentifier()
        cascade = KarstCascade() {
            actions.add(new AlterAction.DropConstraint(name, exists, cascade));
        }
    |
        [ <COLUMN> ] exists = KarstIfExists() name = SimpleIdentifier()
        cascade = KarstCascade() {
            actions.add(new AlterAction.DropColumn(name, exists, cascade));
        }
    )
|
    <RENAME>
    (
        <TO> newName = SimpleIdentifier() {
            actions.add(new AlterAction.RenameTable(newName));
        }
    |
        <CONSTRAINT> name = SimpleIdentifier() <TO> newName = SimpleIdentifier() {
            actions.add(new AlterAction.RenameConstraint(name, newName));
        }
    |
        [ <COLUMN> ] name = SimpleIdentifier() <TO> newName = SimpleIdentifier() {
            actions.add(new AlterAction.RenameColumn(name, newName));
        }
    )
|
    <ALTER> [ <COLUMN> ] name = SimpleIdentifier() KarstAlterColumn(actions, name)
|
    <VALIDATE> <CONSTRAINT> name = SimpleIdentifier() {
        actions.add(new AlterAction.ValidateConstraint(name));
    }
|
    <SET> <SCHEMA> newName = SimpleIdentifier() {
        actions.add(new AlterAction.SetSchema(newName));
    }
}

IdentityDefinition KarstIdentity() :
{
    boolean always = false;
    final SequenceOptionsBuilder options = new SequenceOptionsBuilder();
}
{
    <GENERATED> ( <ALWAYS> { always = true; } | <BY> <DEFAULT_> ) <AS> <IDENTITY>
    KarstIdentityOptions(options) { return new IdentityDefinition(always, options.build()); }
}

/** {@code SET GENERATED ...} and {@code RESTART ...}. */
void KarstAlterIdentity(List<AlterAction> actions, SqlIdentifier name) :
{
    boolean always = false;
    Long value = null;
}
{
    <SET>
    (
        <GENERATED> ( <ALWAYS> { always = true; } | <BY> <DEFAULT_> ) {
            actions.add(new AlterAction.SetIdentity(name, always, null, false));
        }
    |
        KarstSequenceOption(new SequenceOptionsBuilder()) {
            throw Assignments.unsupported("ALTER COLUMN SET of a sequence option", getPos());
        }
    )
|
    <RESTART> [ [ <WITH> ] value = KarstLong() ] {
        actions.add(new AlterAction.SetIdentity(name, null, value, true));
    }
}

void KarstAlterColumn(List<AlterAction> actions, SqlIdentifier name) :
{
    final SqlNode expression;
    final boolean exists;
    final IdentityDefinition identity;
}
{
    LOOKAHEAD(2)
    <SET> <DEFAULT_> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) {
        actions.add(new AlterAction.SetDefault(name, expression));
    }
|
    LOOKAHEAD(2)
    <SET> <NOT> <NULL> { actions.add(new AlterAction.SetNotNull(name, true)); }
|
    LOOKAHEAD(2)
    <SET> <DATA> KarstColumnType(actions, name)
|
    KarstColumnType(actions, name)
|
    LOOKAHEAD(2)
    <DROP> <DEFAULT_> { actions.add(new AlterAction.SetDefault(name, null)); }
|
    LOOKAHEAD(2)
    <DROP> <IDENTITY> exists = KarstIfExists() {
        actions.add(new AlterAction.DropGeneration(name, true, exists));
    }
|
    LOOKAHEAD(2)
    <DROP> <EXPRESSION> exists = KarstIfExists() {
        actions.add(new AlterAction.DropGeneration(name, false, exists));
    }
|
    <ADD> identity = KarstIdentity() {
        actions.add(new AlterAction.AddIdentity(name, identity));
    }
|
    ( KarstAlterIdentity(actions, name) )+
|
    <DROP> <NOT> <NULL> { actions.add(new AlterAction.SetNotNull(name, false)); }
}

void KarstColumnType(List<AlterAction> actions, SqlIdentifier name) :
{
    final SqlDataTypeSpec type;
    SqlNode using = null;
}
{
    <TYPE> type = DataType()
    [ <USING> using = Expression(ExprContext.ACCEPT_SUB_QUERY) ] {
        actions.add(new AlterAction.SetType(name, type, using));
    }
}
