"""What the errors and warnings of the Style Studio mean, in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def studio_templates() -> dict[str, str]:
    """Return the texts by code."""
    return {
        **_job_templates(),
        **_file_templates(),
        **_book_templates(),
        **_texts_templates(),
        **_portrait_templates(),
        **_pairs_templates(),
        **_training_templates(),
        **_start_templates(),
        **_environment_templates(),
        **_report_templates(),
    }


def _job_templates() -> dict[str, str]:
    return {
        "studio.job_exists": QCoreApplication.translate(
            "Errors",
            "There is a job in {folder} already, and it was left as it is. Go on with it, or "
            "choose another folder.",
        ),
        "studio.no_job": QCoreApplication.translate(
            "Errors",
            "There is no job in {folder}. Choose the folder of a job, or begin a new one.",
        ),
        "studio.broken_job": QCoreApplication.translate(
            "Errors",
            "The job in {folder} cannot be read: job.toml is damaged ({problem}). The author's "
            "texts are as they were; mend the file, or begin a new job.",
        ),
        "studio.unwritable": QCoreApplication.translate(
            "Errors",
            "The job cannot be kept in {folder}: {problem}. What was finished is still there. Free "
            "some room, then go on.",
        ),
        "studio.running": QCoreApplication.translate(
            "Errors",
            "Another process works on this job already ({folder}); nothing was changed. Pause it "
            "there, or wait until it is done.",
        ),
        "studio.busy": QCoreApplication.translate(
            "Errors",
            "Another training of this job is running. Wait for its end or pause it, then go on.",
        ),
        "studio.internal": QCoreApplication.translate(
            "Errors",
            "This stage met an error of its own ({kind}: {problem}). What was finished is kept. Go "
            "on to try it again, and report it if it comes back.",
        ),
        "studio.died": QCoreApplication.translate(
            "Errors",
            "The process that worked on the style ended by itself ({status}). What was finished is "
            "kept. Go on to try it again; {log} has what it said last.",
        ),
        "studio.base_missing": QCoreApplication.translate(
            "Errors",
            "The model {file} of this style is not there any more, or cannot be used. What was "
            "made so far is kept. Put the file back, then go on.",
        ),
        "studio.base_changed": QCoreApplication.translate(
            "Errors",
            "The model {file} is another file than when this style was begun, so pairs and "
            "training would not fit it. What was made so far is kept. Put the old file back, or "
            "begin the style anew with this one.",
        ),
    }


def _file_templates() -> dict[str, str]:
    return {
        "studio.binary": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it is no text. Give books as .txt, .md, .html, .epub, .fb2, "
            ".docx, .odt or .pdf.",
        ),
        "studio.unknown_format": QCoreApplication.translate(
            "Errors",
            "{file} was left out: its kind is not known. Save it as .txt, .epub, .fb2, .docx, .odt "
            "or .pdf.",
        ),
        "studio.archive_bomb": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it unpacks to far more than its size, as files do that are made "
            "to fill a disk. If it is a real book, unpack it yourself and give the files.",
        ),
        "studio.archive_name": QCoreApplication.translate(
            "Errors",
            "{file} was left out: a name in it leads out of its folder. Get it from someone you "
            "trust, or unpack it yourself and give the files.",
        ),
        "studio.archive_encrypted": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it is locked with a password. Unpack it and give the files.",
        ),
        "studio.archive_damaged": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it is damaged or cut off. Get the file again.",
        ),
    }


def _book_templates() -> dict[str, str]:
    return {
        "studio.encrypted": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it is locked with a password or a licence. Save it without the "
            "lock, if you may, and give that file.",
        ),
        "studio.scan": QCoreApplication.translate(
            "Errors",
            "{file} was left out: its pages are pictures without a text. Run it through text "
            "recognition (OCR) first, or find the text elsewhere.",
        ),
        "studio.entities": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it declares entities of its own, which books do not need and "
            "attacks do. Get it elsewhere, or save its text as .txt.",
        ),
        "studio.broken_book": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it is damaged or not what its name says. Get the file again.",
        ),
        "studio.unreadable": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it cannot be read. Check that it exists and that you may read "
            "it.",
        ),
        "studio.too_large": QCoreApplication.translate(
            "Errors",
            "{file} was left out: it is larger than any book. Give the books singly.",
        ),
        "studio.empty": QCoreApplication.translate(
            "Errors",
            "{file} was left out: there is no text in it.",
        ),
    }


def _texts_templates() -> dict[str, str]:
    return {
        "studio.no_texts": QCoreApplication.translate(
            "Errors",
            "There is no text of the author's in what was chosen. Choose files or folders with "
            "books (.txt, .md, .html, .epub, .fb2, .docx, .odt, .pdf, .zip).",
        ),
        "studio.too_little_text": QCoreApplication.translate(
            "Errors",
            "Only {words} words of prose are left, too few to learn anything from. Look at what "
            "was cut and which works were left out, and take back what is the author's, or add "
            "more texts: 40,000 words are a beginning.",
        ),
        "studio.little_text": QCoreApplication.translate(
            "Errors",
            "This is little text for a style: about {tokens} tokens, and {needed} are wanted. "
            "Expect the author's favourite words and punctuation, but little of the manner, and "
            "phrases of the texts coming back. Add more works if there are any.",
        ),
        "studio.mixed_languages": QCoreApplication.translate(
            "Errors",
            "Texts in another language than the style were left out ({count}): {titles}.",
        ),
        "studio.several_authors": QCoreApplication.translate(
            "Errors",
            "The files name more than one author: {authors}. A style of several is no one's; leave "
            "out the works that are not this author's.",
        ),
        "studio.few_works": QCoreApplication.translate(
            "Errors",
            "A style is judged on works it has not seen, and there are few works here ({works}): "
            "parts of them will be set aside instead, and the report will be kinder than it "
            "should.",
        ),
        "studio.one_large_work": QCoreApplication.translate(
            "Errors",
            "“{title}” has {share} % of all the words, so the style will be mostly that book's.",
        ),
        "studio.broken_texts": QCoreApplication.translate(
            "Errors",
            "{file} of the stage “texts” cannot be read ({problem}). The author's own files are as "
            "they were: mend it, or delete the stage's folder and read the texts again.",
        ),
        "studio.no_stage": QCoreApplication.translate(
            "Errors",
            "The stage “{stage}” has to be run first; nothing was changed.",
        ),
        "studio.no_work": QCoreApplication.translate(
            "Errors",
            "There is no work {number} in this job; nothing was changed. Open the job again.",
        ),
    }


def _portrait_templates() -> dict[str, str]:
    return {
        "studio.no_manner": QCoreApplication.translate(
            "Errors",
            "These texts cannot be told from plain prose, so there is no manner to learn. The "
            "texts are as they were. Check that what is kept is the author's own prose, and that "
            "the language of the style is right.",
        ),
        "studio.reference": QCoreApplication.translate(
            "Errors",
            "There is no prose to compare texts in the language “{language}” with, so no style can "
            "be measured. The texts are as they were. Styles are made of Russian and of English "
            "texts.",
        ),
        "studio.reference_broken": QCoreApplication.translate(
            "Errors",
            "The prose that texts are compared with cannot be read: {file} is damaged ({problem}). "
            "The texts are as they were; install StylePad again.",
        ),
        "studio.no_portrait": QCoreApplication.translate(
            "Errors",
            "The portrait of this job cannot be read ({problem}). The author's texts are as they "
            "were; measure the author anew.",
        ),
    }


def _pairs_templates() -> dict[str, str]:
    return {
        "studio.no_pairs": QCoreApplication.translate(
            "Errors",
            "There are no pairs to go on with. The texts are as they were; write the pairs first.",
        ),
        "studio.few_pairs": QCoreApplication.translate(
            "Errors",
            "There are {count} pairs to learn from, and a style needs {least} at least, better "
            "1,500. Add texts by the author, or look at why so many pairs were left out.",
        ),
        "studio.too_few_pairs": QCoreApplication.translate(
            "Errors",
            "Only {kept} pairs are good enough to learn from, and at least {least} are needed. "
            "They are kept, to look through and to mend. Add more of the author's texts, import "
            "pairs made by hand, or choose another model, then go on.",
        ),
        "studio.broken_pairs": QCoreApplication.translate(
            "Errors",
            "The pairs cannot be read: line {line} of {file} is damaged. Mend or delete that line, "
            "then go on.",
        ),
        "studio.no_pair": QCoreApplication.translate(
            "Errors",
            "The pair {pair} is not there any more; nothing was changed. Open the pairs again.",
        ),
        "studio.empty_side": QCoreApplication.translate(
            "Errors",
            "A pair needs both its sides, so it was left as it was. Write something, or reject the "
            "pair.",
        ),
        "studio.import_empty": QCoreApplication.translate(
            "Errors",
            "{file} has no pairs, so nothing was added. A line of JSON or a row of CSV must have "
            "the columns “plain” and “text”, both filled in.",
        ),
        "studio.import_unreadable": QCoreApplication.translate(
            "Errors",
            "{file} cannot be read ({problem}), so no pairs were added. Save it as UTF-8 with the "
            "columns “plain” and “text”, and import it again.",
        ),
        "studio.broken_file": QCoreApplication.translate(
            "Errors",
            "{file} in {folder} cannot be read ({problem}). The author's texts are as they were. "
            "Mend the file, or delete it and make the pairs anew.",
        ),
    }


def _training_templates() -> dict[str, str]:
    return {
        "studio.base_unreadable": QCoreApplication.translate(
            "Errors",
            "The model {name} cannot be trained: transformers cannot read it ({reason}). The pairs "
            "are kept. Choose another model.",
        ),
        "studio.disk_full": QCoreApplication.translate(
            "Errors",
            "The disk of {folder} is full, so the training stopped. What was learned up to the "
            "last checkpoint is kept. Free some room, then go on.",
        ),
        "studio.loss_nan": QCoreApplication.translate(
            "Errors",
            "The training went out of bounds at step {step}. What was learned up to the last "
            "checkpoint is kept, but it is best not used. Train again with a lower rate than "
            "{rate} (a third of it), in job.toml.",
        ),
        "studio.no_memory": QCoreApplication.translate(
            "Errors",
            "{name} cannot be trained on this machine: it needs {needed} of memory, and {free} can "
            "be had. What was made is kept. Choose a smaller model, or carry the job's folder to a "
            "larger machine and run “stylepad train JOB” there.",
        ),
        "studio.too_slow": QCoreApplication.translate(
            "Errors",
            "{name} cannot be trained on this machine in sensible time: it would take about "
            "{hours} hours. What was made is kept. Choose a smaller model, or carry the job's "
            "folder to a machine with a GPU and run “stylepad train JOB” there.",
        ),
        "studio.out_of_memory": QCoreApplication.translate(
            "Errors",
            "The memory was not enough for the training. What was learned up to the last "
            "checkpoint is kept. Close other programs, then go on.",
        ),
        "studio.trainer_died": QCoreApplication.translate(
            "Errors",
            "The training was ended from outside ({how}), perhaps because the memory was not "
            "enough. What was learned up to the last checkpoint is kept: go on from there. {log} "
            "has the details.",
        ),
        "studio.trainer_failed": QCoreApplication.translate(
            "Errors",
            "The training met an error of its own ({reason}). What was learned up to the last "
            "checkpoint is kept. Go on to try again.",
        ),
    }


def _start_templates() -> dict[str, str]:
    return {
        "studio.no_plan": QCoreApplication.translate(
            "Errors",
            "There is no training to go on with in {folder} ({problem}). Train again; the pairs "
            "are kept.",
        ),
        "studio.option": QCoreApplication.translate(
            "Errors",
            "The training cannot be run with {name} = {value}. Correct it in job.toml, or leave it "
            "out for the usual value.",
        ),
        "studio.start": QCoreApplication.translate(
            "Errors",
            "The training cannot begin from {file}: {problem} Leave the option “start” out to "
            "begin from nothing.",
        ),
        "studio.rows": QCoreApplication.translate(
            "Errors",
            "The rows to learn from cannot be read ({file}: {problem}). Train again; the pairs are "
            "kept.",
        ),
        "studio.no_adapter": QCoreApplication.translate(
            "Errors",
            "Nothing is learned yet, so there is no adapter to use. What was made is kept; run the "
            "training first.",
        ),
    }


def _environment_templates() -> dict[str, str]:
    return {
        "engine.no_tokens": QCoreApplication.translate(
            "Errors",
            "A style cannot be trained on a model that is on a server: training needs the model's "
            "file on this machine. Your texts are unchanged; choose a model file for the style.",
        ),
        "engine.no_end": QCoreApplication.translate(
            "Errors",
            "This model cannot learn a style: its vocabulary names no token that ends an answer. "
            "Your texts are unchanged; choose another model.",
        ),
        "studio.no_environment": QCoreApplication.translate(
            "Errors",
            "What trains styles (PyTorch and others) is not installed, or only in part. The job is "
            "kept as it is. Install it in the plan, then go on.",
        ),
        "studio.no_python": QCoreApplication.translate(
            "Errors",
            "Training a style needs Python 3.11 or newer with venv, and there is none on this "
            "machine. The job is kept as it is. Install Python, then go on.",
        ),
        "studio.training_python": QCoreApplication.translate(
            "Errors",
            "The environment variable for training names {path}, which cannot train. The job is as "
            "it was. Correct the variable, or unset it and have StylePad install its own.",
        ),
        "studio.environment_room": QCoreApplication.translate(
            "Errors",
            "What trains styles takes about {needed}, and {free} are free in {folder}. Nothing was "
            "installed. Make room first.",
        ),
        "studio.environment_failed": QCoreApplication.translate(
            "Errors",
            "What trains styles could not be installed: {reason}. Nothing was left behind, and the "
            "job is kept. Check the connection and the room on the disk, then try again.",
        ),
    }


def _report_templates() -> dict[str, str]:
    return {
        "studio.no_report": QCoreApplication.translate(
            "Errors",
            "The report of this job cannot be read ({problem}). The style itself is as it was; "
            "judge it again.",
        ),
        "studio.little_to_judge": QCoreApplication.translate(
            "Errors",
            "There are only {passages} passages to judge the style on, and at least {wanted} are "
            "needed. The style itself is finished and can be used. Add works and go on.",
        ),
        "studio.no_pack": QCoreApplication.translate(
            "Errors",
            "There is no style to judge yet. What was made is kept; train and pack it first.",
        ),
    }
