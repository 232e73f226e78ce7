//! The solver: cvc5 as it comes with Debian, in processes of its own.
//!
//! One query asks: are there valid facts for which this expression is true? Answers come from cvc5 through Cedar's
//! symbolic compiler. What the solver cannot settle within its time is *unknown*, and unknown is not proved.

use std::collections::HashMap;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cedar_policy::{EntityUid, Policy, PolicyId, RequestEnv, Schema};
use cedar_policy_symcc::err::Error as SymccError;
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::term::Term;
use cedar_policy_symcc::{
    Asserts, CedarSymCompiler, CompiledPolicy, SymEnv, never_matches_asserts, term_factory,
};
use serde_json::{Value, json};

use crate::formula::Formula;
use crate::question::Rules;

/// How to get the solver, for whoever misses it.
pub const HINT: &str = "the solver cvc5 is not on PATH; on Debian and Ubuntu: apt-get install cvc5";

/// How many solver processes run side by side.
const PROCESSES: usize = 2;

/// How long one query may take before it counts as unknown.
const LIMIT: Duration = Duration::from_secs(20);

/// Where the solver is and how long it may think.
#[derive(Debug, Clone)]
pub struct Solver {
    program: String,
    version: String,
    limit: Duration,
}

/// What stands in the way of proving anything.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no solver.
    #[error("{HINT}")]
    NoSolver,
    /// The machinery of processes failed.
    #[error("the solver stopped: {0}")]
    Solver(String),
    /// The expression cannot be put to the solver.
    #[error("`{about}` cannot be put to the solver: {message}")]
    Compile {
        /// What was being proved.
        about: String,
        /// What Cedar says of it.
        message: String,
    },
}

/// One thing to ask of the solver: can this be, for valid facts?
#[derive(Debug, Clone)]
pub(crate) struct Query {
    /// For error messages: the rule or promise.
    pub(crate) about: String,
    /// Place of the question in the list of rules.
    pub(crate) rules: usize,
    /// What must be possible.
    pub(crate) formula: Formula,
    /// Asks whether this rule can end in an error instead.
    pub(crate) errors: bool,
    /// Asks for the facts too.
    pub(crate) example: bool,
}

/// What the solver said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// For no valid facts.
    Never,
    /// For some.
    Possible,
    /// For these, as Cedar's context and the attributes of the resource.
    Example(Box<(Value, Value)>),
    /// Not settled in time.
    Unknown,
}

impl Solver {
    /// Finds cvc5 on PATH.
    pub fn find() -> Result<Self, Error> {
        Self::at("cvc5")
    }

    /// A solver at a path of its own.
    pub fn at(program: &str) -> Result<Self, Error> {
        let output = Command::new(program).arg("--version").output().map_err(|_| Error::NoSolver)?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        // "This is cvc5 version 1.0.3"
        let version = text.lines().next().unwrap_or_default().trim();
        let version = version.trim_start_matches("This is ").replace("version ", "");
        if !output.status.success() || !version.contains("cvc5") {
            return Err(Error::NoSolver);
        }
        Ok(Self { program: program.to_owned(), version, limit: LIMIT })
    }

    /// The same solver with another limit for one query.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// How the solver names itself.
    pub fn version(&self) -> &str {
        &self.version
    }

    fn start(&self) -> Result<CedarSymCompiler<LocalSolver>, Error> {
        let mut command = tokio::process::Command::new(&self.program);
        let limit = format!("--tlimit-per={}", self.limit.as_millis());
        command.args(["--lang", "smt", &limit]).kill_on_drop(true);
        let solver = LocalSolver::from_command(&mut command).map_err(|_| Error::NoSolver)?;
        CedarSymCompiler::new(solver).map_err(|error| Error::Solver(error.to_string()))
    }

    /// Answers all queries, two questions at a time. A query that `skip` knows the answer of stays unanswered (`None`);
    /// `done` hears of each answer and how long it took.
    pub(crate) fn answer(
        &self,
        schema: &Schema,
        rules: &[Rules],
        queries: &[Query],
        skip: &(dyn Fn(usize) -> bool + Sync),
        done: &(dyn Fn(usize, &Answer, Duration) + Sync),
    ) -> Result<Vec<Option<Answer>>, Error> {
        let next = AtomicUsize::new(0);
        let answers = Mutex::new(vec![None; queries.len()]);
        let failure = Mutex::new(None);
        // One question at a time, so that its rules are compiled once.
        let one_question = async |number: usize, process: &mut Option<Process>| -> Result<(), Error> {
            let own = queries.iter().enumerate().filter(|(_, query)| query.rules == number);
            let mut compiled = None;
            for (number, query) in own {
                if skip(number) {
                    continue;
                }
                let begin = Instant::now();
                let Some(rules) = rules.get(query.rules) else { continue };
                let compiled = match &mut compiled {
                    Some(compiled) => compiled,
                    none => none.insert(Compiled::new(schema, rules)?),
                };
                let answer = self.one(query, compiled, process).await?;
                done(number, &answer, begin.elapsed());
                let mut answers = answers.lock().map_err(|_| Error::Solver("a worker failed".into()))?;
                answers.get_mut(number).into_iter().for_each(|place| *place = Some(answer.clone()));
            }
            Ok(())
        };
        let work = || -> Result<(), Error> {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build()
                .map_err(|error| Error::Solver(error.to_string()))?;
            // Inside a runtime, because starting a process needs one.
            runtime.block_on(async {
                let mut process = None;
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= rules.len() {
                        return Ok(());
                    }
                    one_question(number, &mut process).await?;
                }
            })
        };
        let worker = || {
            if let Err(error) = work() {
                next.store(rules.len(), Ordering::Relaxed);
                if let Ok(mut place) = failure.lock() {
                    *place = Some(error);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..PROCESSES.min(queries.len()) {
                scope.spawn(worker);
            }
        });
        match failure.into_inner().ok().flatten() {
            Some(error) => Err(error),
            None => answers.into_inner().map_err(|_| Error::Solver("a worker failed".into())),
        }
    }

    async fn one(
        &self,
        query: &Query,
        compiled: &mut Compiled<'_>,
        process: &mut Option<Process>,
    ) -> Result<Answer, Error> {
        let mut running = match process.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let found = if query.errors {
            let rule = compiled.policy(&query.about, &compiled.rules.expression(&query.formula))?;
            running.check_never_errors_opt(&rule).await.map(|never| !never)
        } else {
            let asserts = compiled.asserts(&query.about, &query.formula)?;
            running.check_unsat_raw(asserts, &compiled.symbols).await.map(|never| !never)
        };
        let answer = match found {
            Ok(false) => Answer::Never,
            Ok(true) if query.example && !query.errors => {
                let whole = compiled.policy(&query.about, &compiled.rules.expression(&query.formula))?;
                match running.check_never_matches_with_counterexample_opt(&whole).await {
                    Ok(Some(env)) => {
                        let found = crate::counterexample::of_cedar(&env);
                        Answer::Example(Box::new(
                            found.ok_or_else(|| compiled.error(&query.about, "it has no facts"))?,
                        ))
                    }
                    Ok(None) => return Err(compiled.error(&query.about, "two ways of asking differ")),
                    Err(error) => {
                        unknown(&error).ok_or_else(|| compiled.error(&query.about, &error.to_string()))?
                    }
                }
            }
            Ok(true) => Answer::Possible,
            Err(error) => unknown(&error).ok_or_else(|| compiled.error(&query.about, &error.to_string()))?,
        };
        // A process that gave up is not asked again.
        if answer != Answer::Unknown {
            *process = Some(running);
        }
        Ok(answer)
    }
}

type Process = CedarSymCompiler<LocalSolver>;

/// The solver ran out of time.
fn unknown(error: &SymccError) -> Option<Answer> {
    let text = error.to_string();
    let gave_up = matches!(error, SymccError::SolverUnknown)
        || text.contains("interrupted")
        || text.contains("timeout");
    gave_up.then_some(Answer::Unknown)
}

/// The rules of one question as terms of the solver, each compiled when it is first needed.
struct Compiled<'a> {
    schema: &'a Schema,
    rules: &'a Rules<'a>,
    env: RequestEnv,
    symbols: SymEnv,
    /// By place in `Rules::written`: what holds anyway, and the condition.
    terms: HashMap<usize, (Vec<Term>, Term)>,
}

impl<'a> Compiled<'a> {
    fn new(schema: &'a Schema, rules: &'a Rules<'a>) -> Result<Self, Error> {
        let fail = |message: &str| Error::Compile {
            about: rules.asked.question.clone(),
            message: message.to_owned(),
        };
        let kind = |name: &str| name.parse().map_err(|_| fail("a kind of thing has a strange name"));
        let action = json!({ "type": "Action", "id": rules.asked.question });
        let action = EntityUid::from_json(action).map_err(|error| fail(&error.to_string()))?;
        let env = RequestEnv::new(kind("Asker")?, action, kind(rules.resource())?);
        let symbols = SymEnv::new(schema, &env).map_err(|error| fail(&error.to_string()))?;
        Ok(Self { schema, rules, env, symbols, terms: HashMap::new() })
    }

    fn error(&self, about: &str, message: &str) -> Error {
        let about = format!("{about} ({})", self.rules.asked.question);
        Error::Compile { about, message: message.to_owned() }
    }

    fn policy(&self, about: &str, condition: &Value) -> Result<CompiledPolicy, Error> {
        let policy = json!({
            "effect": "permit",
            "principal": { "op": "All" },
            "action": { "op": "==", "entity": { "type": "Action", "id": self.rules.asked.question } },
            "resource": { "op": "All" },
            "conditions": [{ "kind": "when", "body": condition }],
        });
        let policy = Policy::from_json(Some(PolicyId::new("query")), policy)
            .map_err(|error| self.error(about, &error.to_string()))?;
        let symbols = self.symbols.clone();
        CompiledPolicy::compile_with_custom_symenv(&policy, &self.env, self.schema, symbols).map_err(
            |error| {
                let details = match &error {
                    SymccError::PolicyNotWellTyped { errs } => {
                        errs.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
                    }
                    _ => String::new(),
                };
                self.error(about, &format!("{error} {details}"))
            },
        )
    }

    /// What holds of all data, and that the condition does.
    fn terms(&self, about: &str, condition: &Value) -> Result<(Vec<Term>, Term), Error> {
        let compiled = self.policy(about, condition)?;
        let mut asserts = never_matches_asserts(&compiled).asserts().as_ref().clone();
        let term = asserts.pop().ok_or_else(|| self.error(about, "nothing is stated"))?;
        Ok((asserts, term))
    }

    fn asserts(&mut self, about: &str, formula: &Formula) -> Result<Asserts, Error> {
        let mut background = Vec::new();
        let term = self.term(about, formula, &mut background)?;
        background.push(term);
        Ok(Arc::new(background))
    }

    fn term(&mut self, about: &str, formula: &Formula, background: &mut Vec<Term>) -> Result<Term, Error> {
        let mut keep = |(asserts, term): (Vec<Term>, Term)| {
            for assert in asserts {
                if !background.contains(&assert) {
                    background.push(assert);
                }
            }
            term
        };
        Ok(match formula {
            Formula::Given(expression) => keep(self.terms(about, expression)?),
            Formula::Rule(number) => {
                if !self.terms.contains_key(number) {
                    let found = self.terms(about, &self.rules.expression(formula))?;
                    self.terms.insert(*number, found);
                }
                let found = self.terms.get(number).cloned();
                keep(found.ok_or_else(|| self.error(about, "a rule is missing"))?)
            }
            Formula::Not(part) => term_factory::not(self.term(about, part, background)?),
            Formula::All(parts) => {
                let mut whole = Term::from(true);
                for part in parts {
                    whole = term_factory::and(whole, self.term(about, part, background)?);
                }
                whole
            }
            Formula::Any(parts) => {
                let mut whole = Term::from(false);
                for part in parts {
                    whole = term_factory::or(whole, self.term(about, part, background)?);
                }
                whole
            }
        })
    }
}
