package org.chaoscert.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found of many networks, in numbers. */
public final class Summary {
    private final List<Column> columns;
    private final List<Confusion> confusions = new ArrayList<>();
    private long judged;
    private long faulty;
    private final long[] chaotic = new long[2];
    private final long[] periodThree = new long[2];

    /**
     * Starts with nothing.
     *
     * @param columns the claims
     */
    public Summary(List<Column> columns) {
        this.columns = List.copyOf(columns);
        columns.forEach(column -> confusions.add(new Confusion()));
    }

    /**
     * Counts one network.
     *
     * @param result what was found
     */
    public void count(Judged result) {
        if (result.outcome().isEmpty()) {
            faulty++;
            return;
        }
        judged++;
        add(chaotic, result.truth(Question.CHAOS));
        add(periodThree, result.truth(Question.PERIOD_THREE));
        for (int i = 0; i < confusions.size(); i++) {
            Judged.Answer answer = result.answers().get(i);
            confusions.get(i).count(answer.claim(), answer.truth());
        }
    }

    private static void add(long[] counts, Optional<Boolean> truth) {
        truth.ifPresent(yes -> counts[yes ? 1 : 0]++);
    }

    /**
     * Returns the claims.
     *
     * @return the columns in their order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * Returns claims against truth.
     *
     * @param column the place of a column
     * @return its table
     */
    public Confusion confusion(int column) {
        return confusions.get(column);
    }

    /**
     * Returns how many networks were judged.
     *
     * @return their number, undecided ones included
     */
    public long judged() {
        return judged;
    }

    /**
     * Returns how many networks could not be judged.
     *
     * @return the number of those that could not be read, are over limits or do not map their domain into itself
     */
    public long faulty() {
        return faulty;
    }

    /**
     * Returns how often a question has the answer yes.
     *
     * @param question a question
     * @return for how many of the judged networks that is proved
     */
    public long yes(Question question) {
        return counts(question)[1];
    }

    /**
     * Returns how often the answer to a question is open.
     *
     * @param question a question
     * @return for how many of the judged networks nothing is proved
     */
    public long open(Question question) {
        return judged - counts(question)[0] - counts(question)[1];
    }

    private long[] counts(Question question) {
        return question == Question.CHAOS ? chaotic : periodThree;
    }
}
