//! The solver: cvc5 as it comes with Debian, in processes of its own.
//!
//! One query asks: are there valid facts for which this expression is true? Answers come from cvc5 through Cedar's
//! symbolic compiler. What the solver cannot settle within its time is *unknown*, and unknown is not proved.

use std::collections::HashMap;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cedar_policy::{Policy, PolicyId, RequestEnv, Schema};
use cedar_policy_symcc::err::Error as SymccError;
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, SymEnv};
use serde_json::{Value, json};

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

/// One thing to ask of the solver.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    /// For error messages: the rule or promise.
    pub(crate) about: String,
    /// The question of the policy, which fixes the kinds of facts.
    pub(crate) question: String,
    /// `Item`, `Passage` or `Case`.
    pub(crate) resource: String,
    /// What must be possible.
    pub(crate) condition: Value,
    /// Asks whether the condition can end in an error instead.
    pub(crate) errors: bool,
}

/// What the solver said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// For no valid facts.
    Never,
    /// For these, as Cedar's context and the attributes of the resource.
    Example(Value, Value),
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
        let version = text.lines().next().unwrap_or_default().trim().to_owned();
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

    /// Answers all queries, two at a time. `done` hears of each, with its number and how long it took; once it
    /// returns `false` for a group, the rest may stay unanswered (`None`).
    pub(crate) fn answer(
        &self,
        schema: &Schema,
        queries: &[Query],
        skip: &(dyn Fn(usize) -> bool + Sync),
        done: &(dyn Fn(usize, &Answer, Duration) + Sync),
    ) -> Result<Vec<Option<Answer>>, Error> {
        let next = AtomicUsize::new(0);
        let answers = Mutex::new(vec![None; queries.len()]);
        let failure = Mutex::new(None);
        let work = || -> Result<(), Error> {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build()
                .map_err(|error| Error::Solver(error.to_string()))?;
            // Inside a runtime, because starting a process needs one.
            runtime.block_on(async {
                let mut process = None;
                let mut environments = HashMap::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(query) = queries.get(number) else { return Ok(()) };
                    if skip(number) {
                        continue;
                    }
                    let begin = Instant::now();
                    let answer = self.one(schema, query, &mut process, &mut environments).await?;
                    done(number, &answer, begin.elapsed());
                    let mut answers = answers.lock().map_err(|_| Error::Solver("a worker failed".into()))?;
                    answers.get_mut(number).into_iter().for_each(|place| *place = Some(answer.clone()));
                }
            })
        };
        let worker = || {
            if let Err(error) = work() {
                next.store(queries.len(), Ordering::Relaxed);
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
        schema: &Schema,
        query: &Query,
        process: &mut Option<CedarSymCompiler<LocalSolver>>,
        environments: &mut HashMap<String, (RequestEnv, SymEnv)>,
    ) -> Result<Answer, Error> {
        if query.condition.get("Value").and_then(Value::as_bool) == Some(false) {
            return Ok(Answer::Never);
        }
        let compiled = query.compile(schema, environments)?;
        let mut running = match process.take() {
            Some(running) => running,
            None => self.start()?,
        };
        let found = if query.errors {
            running.check_never_errors_with_counterexample_opt(&compiled).await
        } else {
            running.check_never_matches_with_counterexample_opt(&compiled).await
        };
        match found {
            Ok(None) => {
                *process = Some(running);
                Ok(Answer::Never)
            }
            Ok(Some(env)) => {
                *process = Some(running);
                let (context, resource) = crate::counterexample::of_cedar(&env)
                    .ok_or_else(|| query.error("the counterexample cannot be read"))?;
                Ok(Answer::Example(context, resource))
            }
            // A process that gave up is not asked again.
            Err(SymccError::SolverUnknown) => Ok(Answer::Unknown),
            Err(SymccError::SolverError(error)) => {
                let message = error.to_string();
                if message.contains("interrupted") || message.contains("timeout") {
                    return Ok(Answer::Unknown);
                }
                Err(Error::Solver(message))
            }
            Err(error) => Err(query.error(&error.to_string())),
        }
    }
}

impl Query {
    fn error(&self, message: &str) -> Error {
        Error::Compile { about: format!("{} ({})", self.about, self.question), message: message.to_owned() }
    }

    fn compile(
        &self,
        schema: &Schema,
        environments: &mut HashMap<String, (RequestEnv, SymEnv)>,
    ) -> Result<CompiledPolicy, Error> {
        let action = json!({ "type": "Action", "id": self.question });
        let policy = json!({
            "effect": "permit",
            "principal": { "op": "All" },
            "action": { "op": "==", "entity": action },
            "resource": { "op": "All" },
            "conditions": [{ "kind": "when", "body": self.condition }],
        });
        let policy = Policy::from_json(Some(PolicyId::new("query")), policy)
            .map_err(|error| self.error(&error.to_string()))?;
        if !environments.contains_key(&self.question) {
            let found = self.environment(schema, &action)?;
            environments.insert(self.question.clone(), found);
        }
        let (env, symbols) =
            environments.get(&self.question).ok_or_else(|| self.error("its kinds of facts are not known"))?;
        CompiledPolicy::compile_with_custom_symenv(&policy, env, schema, symbols.clone()).map_err(|error| {
            let details = match &error {
                SymccError::PolicyNotWellTyped { errs } => {
                    errs.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
                }
                _ => String::new(),
            };
            self.error(&format!("{error} {details}"))
        })
    }

    fn environment(&self, schema: &Schema, action: &Value) -> Result<(RequestEnv, SymEnv), Error> {
        let kind = |name: &str| name.parse().map_err(|_| self.error("a kind of thing has a strange name"));
        let action = cedar_policy::EntityUid::from_json(action.clone())
            .map_err(|error| self.error(&error.to_string()))?;
        let env = RequestEnv::new(kind("Asker")?, action, kind(&self.resource)?);
        let symbols = SymEnv::new(schema, &env).map_err(|error| self.error(&error.to_string()))?;
        Ok((env, symbols))
    }
}
