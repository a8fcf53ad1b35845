package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Question;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.PowerRequests;
import java.util.Map;
import java.util.Optional;

/** Plans an answer to what a machine waits for. */
final class Answer {

    private final Site site;
    private final Reference vm;
    private final String name;

    Answer(Site site, Reference vm, String name) {
        this.site = site;
        this.vm = vm;
        this.name = name;
    }

    Optional<Question> question() {
        return Question.read(site.inventory().one(vm, Question.PROPERTY).at(Question.PROPERTY));
    }

    Work plan(String choice) {
        Optional<Question> asked = question();
        if (asked.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "vm.question", Problem.STATE, name, "it waits for no answer", "nothing is to be done"));
        }
        Question question = asked.get();
        return question.choice(choice)
                .map(key -> Work.of(step(question, key)))
                .orElseGet(() -> Work.stopped(Finding.fail(
                        "vm.question",
                        Problem.INVALID,
                        choice,
                        "the question is: " + question.text().strip(),
                        "choose one of " + question.offered())));
    }

    private VimStep step(Question question, String key) {
        Request request = PowerRequests.answer(Request.ref(vm.type(), vm.id()), question.id(), key);
        return new VimStep(
                        site.vim(),
                        "answer " + name + " with " + question.choices().get(key),
                        request)
                .landed(results ->
                        question().filter(q -> q.id().equals(question.id())).isPresent()
                                ? Landed.no()
                                : Landed.yes(Map.of()));
    }
}
