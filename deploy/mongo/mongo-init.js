// Fills a new database: the image runs this once, when its data directory is empty, in the database MONGO_INITDB_DATABASE.
// The documents are as the API writes them; it adds the indexes, and brings later changes of the tools itself.
// Made by `aspire publish`: change the model, not this file.
const createdAt = new Date();
for (const tool of
[
  {
    "slug": "aider",
    "name": "aider",
    "website": "https://aider.chat",
    "description": "Terminal program that pairs a language model of one's choice with a git repository: it maps the code base, edits files as asked and commits each change with a message.",
    "pricing": ["free", "open-source"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "refactoring"],
    "deployment": ["local"]
  },
  {
    "slug": "aikido-security",
    "name": "Aikido Security",
    "website": "https://www.aikido.dev",
    "description": "Scans source code, dependencies, containers and cloud settings for weaknesses, uses a model to sort out false alarms, and proposes fixes as pull requests.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-review", "security"],
    "deployment": ["cloud"]
  },
  {
    "slug": "amp",
    "name": "Amp",
    "website": "https://ampcode.com",
    "description": "Coding agent for the terminal and for editors. It plans and carries out changes across files, delegates parts of the work to sub-agents and lets a team share its conversation threads.",
    "pricing": ["usage-based"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-generation", "agent", "refactoring", "debugging"],
    "deployment": ["cloud", "local", "hybrid"]
  },
  {
    "slug": "anima",
    "name": "Anima",
    "website": "https://www.animaapp.com",
    "description": "Turns Figma designs and prompts into front-end code for React, Vue or plain HTML, and lets the result be changed by chat before it is exported.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["ide-extension", "web", "api"],
    "functionality": ["code-generation", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "augment-code",
    "name": "Augment Code",
    "website": "https://www.augmentcode.com",
    "description": "Assistant for large code bases: it indexes whole repositories as context for an agent, for chat in the editor, for a terminal program and for reviews of pull requests.",
    "pricing": ["paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["chat", "agent", "code-review", "code-search"],
    "deployment": ["cloud"]
  },
  {
    "slug": "avante-nvim",
    "name": "avante.nvim",
    "website": "https://github.com/yetone/avante.nvim",
    "description": "Neovim plug-in that shows a chat beside the code, proposes edits as differences to accept or reject, and can let a model use tools in the project.",
    "pricing": ["free", "open-source"],
    "interface": ["ide-extension"],
    "functionality": ["chat", "agent", "refactoring"],
    "deployment": ["local"]
  },
  {
    "slug": "base44",
    "name": "Base44",
    "website": "https://base44.com",
    "description": "Builds web applications with data storage, sign-in and hosting out of a description in plain language, and changes them by conversation.",
    "pricing": ["freemium", "paid"],
    "interface": ["web"],
    "functionality": ["code-generation", "app-builder", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "bito",
    "name": "Bito",
    "website": "https://bito.ai",
    "description": "Reviews pull requests with knowledge of the whole code base and comments on faults, security and style; a chat in the editor answers questions about the code.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["chat", "code-review"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "blackbox-ai",
    "name": "Blackbox AI",
    "website": "https://www.blackbox.ai",
    "description": "Family of coding assistants for editors, browser and terminal that complete code, answer questions, and run agents of several makers on a task.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-completion", "code-generation", "chat", "agent"],
    "deployment": ["cloud"]
  },
  {
    "slug": "bolt-new",
    "name": "Bolt.new",
    "website": "https://bolt.new",
    "description": "Builds full-stack web applications from prompts in a development environment that runs inside the browser, installs packages there and deploys the result.",
    "pricing": ["freemium", "paid"],
    "interface": ["web"],
    "functionality": ["code-generation", "agent", "app-builder", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "builder-io",
    "name": "Builder.io",
    "website": "https://www.builder.io",
    "description": "Visual development platform whose models convert designs to code that uses a team's own components, and edit existing applications visually, as pull requests.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["ide-extension", "web"],
    "functionality": ["code-generation", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "claude-code",
    "name": "Claude Code",
    "website": "https://claude.com/product/claude-code",
    "description": "Coding agent by Anthropic that works in a terminal, in editors and in the browser. It reads a code base, edits files, runs commands and tests, and works with git and with tools over MCP.",
    "pricing": ["paid", "usage-based"],
    "interface": ["cli", "ide-extension", "web", "desktop"],
    "functionality": ["code-generation", "agent", "code-review", "testing", "refactoring", "debugging"],
    "deployment": ["cloud", "local", "hybrid"]
  },
  {
    "slug": "cline",
    "name": "Cline",
    "website": "https://cline.bot",
    "description": "Open-source agent for editors and the terminal that plans first, then edits files, runs commands and uses a browser, asking for approval at each step. It works with many model providers.",
    "pricing": ["free", "open-source", "usage-based"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-generation", "agent", "refactoring", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "codecompanion-nvim",
    "name": "CodeCompanion.nvim",
    "website": "https://github.com/olimorris/codecompanion.nvim",
    "description": "Neovim plug-in with a chat buffer, inline edits and tool use, which connects to hosted and local models and to external coding agents.",
    "pricing": ["free", "open-source"],
    "interface": ["ide-extension"],
    "functionality": ["code-generation", "chat", "refactoring"],
    "deployment": ["local"]
  },
  {
    "slug": "codegeex",
    "name": "CodeGeeX",
    "website": "https://codegeex.cn",
    "description": "Assistant based on a family of multilingual code models with open weights: completion, chat, comments and translation between programming languages inside editors.",
    "pricing": ["freemium", "enterprise"],
    "interface": ["ide-extension"],
    "functionality": ["code-completion", "code-generation", "chat", "documentation"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "coderabbit",
    "name": "CodeRabbit",
    "website": "https://www.coderabbit.ai",
    "description": "Reviews pull requests line by line with a summary of the change, learns from the replies of a team, runs static analysers alongside, and also reviews local changes in editor and terminal.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-review"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "codescene",
    "name": "CodeScene",
    "website": "https://codescene.com",
    "description": "Measures the health of code together with its history to find hotspots and technical debt, and proposes refactorings by language models whose results it checks.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["ide-extension", "web"],
    "functionality": ["code-review", "refactoring"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "context7",
    "name": "Context7",
    "website": "https://context7.com",
    "description": "Serves current, version-specific documentation and examples of libraries to coding agents over MCP, so that generated code fits the installed release.",
    "pricing": ["freemium", "enterprise"],
    "interface": ["web", "api"],
    "functionality": ["documentation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "crush",
    "name": "Crush",
    "website": "https://github.com/charmbracelet/crush",
    "description": "Coding agent with a full-screen terminal interface by Charm. It talks to many model providers, can change model within a session and uses language servers for context.",
    "pricing": ["free"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "cs50-ai",
    "name": "CS50.ai",
    "website": "https://cs50.ai",
    "description": "Teaching assistant of Harvard's introductory computer science course. It explains concepts and code and leads learners towards a solution instead of handing it out.",
    "pricing": ["free"],
    "interface": ["web"],
    "functionality": ["chat", "debugging", "learning"],
    "deployment": ["cloud"]
  },
  {
    "slug": "cursor",
    "name": "Cursor",
    "website": "https://cursor.com",
    "description": "Code editor based on VS Code with multi-line completion, chat over the whole project, agents that edit and run code locally or in the cloud, and reviews of pull requests.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide", "web"],
    "functionality": ["code-completion", "code-generation", "chat", "agent", "code-review", "refactoring"],
    "deployment": ["cloud"]
  },
  {
    "slug": "databricks-assistant",
    "name": "Databricks Assistant",
    "website": "https://www.databricks.com/product/databricks-assistant",
    "description": "Helps in notebooks, SQL editors and jobs of the Databricks platform: it writes and explains SQL and Python, repairs errors and uses the metadata of the tables at hand.",
    "pricing": ["enterprise", "usage-based"],
    "interface": ["web"],
    "functionality": ["code-generation", "chat", "debugging", "data"],
    "deployment": ["cloud"]
  },
  {
    "slug": "deepwiki",
    "name": "DeepWiki",
    "website": "https://deepwiki.com",
    "description": "Generates a wiki with diagrams for public GitHub repositories and answers questions about their code; the same content can be read by other tools over MCP.",
    "pricing": ["free"],
    "interface": ["web", "api"],
    "functionality": ["chat", "documentation", "code-search"],
    "deployment": ["cloud"]
  },
  {
    "slug": "devin",
    "name": "Devin",
    "website": "https://devin.ai",
    "description": "Autonomous software engineer by Cognition that takes a task, works on it in its own cloud machine and opens a pull request; a desktop editor, once known as Windsurf, belongs to it.",
    "pricing": ["freemium", "paid", "enterprise", "usage-based"],
    "interface": ["cli", "ide", "web", "api"],
    "functionality": ["code-generation", "agent", "testing", "refactoring", "debugging"],
    "deployment": ["cloud"]
  },
  {
    "slug": "diffblue-cover",
    "name": "Diffblue Cover",
    "website": "https://www.diffblue.com",
    "description": "Writes unit tests for Java and Kotlin code without supervision and keeps them up to date, from an IDE plug-in, the command line or a pipeline.",
    "pricing": ["paid", "enterprise"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["testing"],
    "deployment": ["local", "self-hosted"]
  },
  {
    "slug": "dyad",
    "name": "Dyad",
    "website": "https://www.dyad.sh",
    "description": "Open-source desktop program that builds web applications from prompts on one's own computer, with models by several providers or running locally.",
    "pricing": ["freemium", "open-source"],
    "interface": ["desktop"],
    "functionality": ["code-generation", "app-builder", "ui-generation"],
    "deployment": ["local"]
  },
  {
    "slug": "factory",
    "name": "Factory",
    "website": "https://factory.ai",
    "description": "Agents called Droids that take on features, migrations, reviews and incidents from the terminal, browser, editor, issue tracker or team chat.",
    "pricing": ["paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-generation", "agent", "code-review", "testing"],
    "deployment": ["cloud"]
  },
  {
    "slug": "figma-make",
    "name": "Figma Make",
    "website": "https://www.figma.com/make/",
    "description": "Turns prompts and existing Figma designs into working prototypes and small web applications, which are then changed by prompt or by hand.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["web"],
    "functionality": ["code-generation", "app-builder", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "gemini-cli",
    "name": "Gemini CLI",
    "website": "https://github.com/google-gemini/gemini-cli",
    "description": "Open-source terminal agent by Google that reads and edits code, runs commands and searches the web with Gemini models. Since mid-2026 it needs an API key or an organisation's licence.",
    "pricing": ["open-source", "usage-based"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "gemini-code-assist",
    "name": "Gemini Code Assist",
    "website": "https://codeassist.google",
    "description": "Google's assistant for organisations: completion, chat and an agent in common editors, with answers adapted to private repositories in the larger edition.",
    "pricing": ["paid", "enterprise"],
    "interface": ["ide-extension"],
    "functionality": ["code-completion", "code-generation", "chat", "agent"],
    "deployment": ["cloud"]
  },
  {
    "slug": "gemini-in-android-studio",
    "name": "Gemini in Android Studio",
    "website": "https://developer.android.com/gemini-in-android",
    "description": "Assistant in Google's editor for Android applications: completion, chat, an agent that changes several files, interface code from images, and help with crashes.",
    "pricing": ["freemium", "enterprise"],
    "interface": ["ide"],
    "functionality": ["code-completion", "chat", "agent", "testing", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "github-copilot",
    "name": "GitHub Copilot",
    "website": "https://github.com/features/copilot",
    "description": "Assistant in editors, in the terminal and on GitHub that completes code, answers questions, edits several files, reviews pull requests and works on assigned issues in the background.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web", "mobile"],
    "functionality": ["code-completion", "code-generation", "chat", "agent", "code-review", "testing"],
    "deployment": ["cloud"]
  },
  {
    "slug": "gitlab-duo",
    "name": "GitLab Duo",
    "website": "https://about.gitlab.com/gitlab-duo/",
    "description": "Set of AI features across GitLab: code suggestions, chat, review, explanation of vulnerabilities and failed pipelines, and agents for the steps from planning to deployment.",
    "pricing": ["paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-completion", "chat", "agent", "code-review", "security", "devops"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "google-ai-studio",
    "name": "Google AI Studio",
    "website": "https://aistudio.google.com",
    "description": "Browser workbench for Gemini models that tries prompts, exports code for the API and builds complete web applications from a description.",
    "pricing": ["freemium", "usage-based"],
    "interface": ["web"],
    "functionality": ["code-generation", "chat", "app-builder"],
    "deployment": ["cloud"]
  },
  {
    "slug": "google-antigravity",
    "name": "Google Antigravity",
    "website": "https://antigravity.google",
    "description": "Development environment built around agents that plan, write code and check it in a browser, and that leave plans, screenshots and recordings as evidence of their work.",
    "pricing": ["freemium", "paid"],
    "interface": ["cli", "ide"],
    "functionality": ["code-completion", "code-generation", "agent", "testing"],
    "deployment": ["cloud"]
  },
  {
    "slug": "google-colab",
    "name": "Google Colab",
    "website": "https://colab.research.google.com",
    "description": "Hosted notebooks for Python with generated and completed cells, explanations of errors and an agent that carries out an analysis of uploaded data.",
    "pricing": ["freemium", "paid", "usage-based"],
    "interface": ["web"],
    "functionality": ["code-completion", "code-generation", "data", "learning"],
    "deployment": ["cloud"]
  },
  {
    "slug": "goose",
    "name": "goose",
    "website": "https://goose-docs.ai",
    "description": "Open-source agent, begun at Block and now at the Agentic AI Foundation, that runs on one's own machine as desktop program or in the terminal, works with any model that can call tools and is extended over MCP.",
    "pricing": ["free", "open-source"],
    "interface": ["cli", "desktop"],
    "functionality": ["code-generation", "agent", "testing", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "greptile",
    "name": "Greptile",
    "website": "https://www.greptile.com",
    "description": "Reviews pull requests with a graph of the whole repository as context, follows the rules of a team and learns from reactions to its comments.",
    "pricing": ["paid", "enterprise"],
    "interface": ["web", "api"],
    "functionality": ["code-review", "code-search"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "hex",
    "name": "Hex",
    "website": "https://hex.tech",
    "description": "Collaborative notebooks for data teams in which agents write SQL and Python, build charts and answer questions about governed data.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["web"],
    "functionality": ["code-generation", "chat", "data"],
    "deployment": ["cloud"]
  },
  {
    "slug": "jetbrains-ai-assistant",
    "name": "JetBrains AI Assistant",
    "website": "https://www.jetbrains.com/ai-assistant/",
    "description": "Assistant inside the JetBrains IDEs: completion, chat, generated tests, documentation and commit messages, with hosted models or local ones.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["ide-extension"],
    "functionality": ["code-completion", "chat", "testing", "refactoring", "documentation"],
    "deployment": ["cloud", "local", "hybrid"]
  },
  {
    "slug": "jules",
    "name": "Jules",
    "website": "https://jules.google",
    "description": "Asynchronous agent by Google that clones a GitHub repository to a cloud machine, shows a plan, makes the change with tests and opens a pull request.",
    "pricing": ["freemium", "paid"],
    "interface": ["cli", "web"],
    "functionality": ["code-generation", "agent", "testing", "debugging"],
    "deployment": ["cloud"]
  },
  {
    "slug": "junie",
    "name": "Junie",
    "website": "https://www.jetbrains.com/junie/",
    "description": "Coding agent by JetBrains that uses the inspections, test runner and project model of the IDE to carry out tasks and to verify the result.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-generation", "agent", "testing", "refactoring"],
    "deployment": ["cloud"]
  },
  {
    "slug": "jupyter-ai",
    "name": "Jupyter AI",
    "website": "https://github.com/jupyterlab/jupyter-ai",
    "description": "Extension that adds a chat with model personas and magic commands to JupyterLab and other notebooks, for hosted and local models.",
    "pricing": ["free", "open-source"],
    "interface": ["ide-extension"],
    "functionality": ["code-generation", "chat", "data"],
    "deployment": ["local", "self-hosted"]
  },
  {
    "slug": "k8sgpt",
    "name": "K8sGPT",
    "website": "https://k8sgpt.ai",
    "description": "Scans a Kubernetes cluster for problems and explains them in plain language; it runs as a command or as an operator in the cluster, with several model back ends.",
    "pricing": ["free", "open-source"],
    "interface": ["cli"],
    "functionality": ["debugging", "devops"],
    "deployment": ["local", "self-hosted"]
  },
  {
    "slug": "keploy",
    "name": "Keploy",
    "website": "https://keploy.io",
    "description": "Open-source test tool that records the network traffic of an application and turns it into test cases and mocks, and generates unit and API tests with models.",
    "pricing": ["freemium", "enterprise", "open-source"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["testing"],
    "deployment": ["cloud", "local"]
  },
  {
    "slug": "kilo-code",
    "name": "Kilo Code",
    "website": "https://kilo.ai",
    "description": "Open-source coding agent for VS Code, JetBrains IDEs and the terminal, with separate modes for planning, coding and debugging and a free choice among many models.",
    "pricing": ["open-source", "usage-based"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-completion", "code-generation", "agent", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "kimi-cli",
    "name": "Kimi CLI",
    "website": "https://github.com/MoonshotAI/kimi-cli",
    "description": "Open-source terminal agent by Moonshot AI that edits code, runs shell commands and connects to editors over the Agent Client Protocol.",
    "pricing": ["open-source", "usage-based"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "kiro",
    "name": "Kiro",
    "website": "https://kiro.dev",
    "description": "Editor and terminal agent by Amazon Web Services that writes requirements, design and task list before code, and runs hooks when files change.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide"],
    "functionality": ["code-generation", "agent", "testing", "documentation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "llama-vscode",
    "name": "llama.vscode",
    "website": "https://github.com/ggml-org/llama.vscode",
    "description": "VS Code extension that completes code and chats with models served by llama.cpp on the developer's own machine, without any account.",
    "pricing": ["free", "open-source"],
    "interface": ["ide-extension"],
    "functionality": ["code-completion", "chat"],
    "deployment": ["local"]
  },
  {
    "slug": "lovable",
    "name": "Lovable",
    "website": "https://lovable.dev",
    "description": "Builds web applications by conversation, with database, sign-in and hosting; the code can be edited directly and kept in step with a GitHub repository.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["web"],
    "functionality": ["code-generation", "agent", "app-builder", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "magic-patterns",
    "name": "Magic Patterns",
    "website": "https://www.magicpatterns.com",
    "description": "Design tool that generates interface prototypes as React code from prompts, screenshots or an existing design system, for teams to refine together.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["web"],
    "functionality": ["ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "mini-swe-agent",
    "name": "mini-swe-agent",
    "website": "https://mini-swe-agent.com",
    "description": "Deliberately small coding agent in Python, by the authors of SWE-agent, that works with nothing but shell commands and serves research and daily use.",
    "pricing": ["free", "open-source"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "mintlify",
    "name": "Mintlify",
    "website": "https://www.mintlify.com",
    "description": "Documentation platform that keeps pages in git, drafts and updates them with an agent, and serves them to readers, to a chat and to other models.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["web", "api"],
    "functionality": ["documentation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "mistral-vibe",
    "name": "Mistral Vibe",
    "website": "https://github.com/mistralai/mistral-vibe",
    "description": "Open-source terminal coding agent by Mistral AI, written in Python, with agent profiles of different permissions, skills and any OpenAI-compatible model.",
    "pricing": ["open-source", "usage-based"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "refactoring"],
    "deployment": ["local"]
  },
  {
    "slug": "onlook",
    "name": "Onlook",
    "website": "https://onlook.com",
    "description": "Open-source visual editor for React applications: designers change the running page by hand or by prompt, and the changes go into the code.",
    "pricing": ["freemium", "open-source"],
    "interface": ["web"],
    "functionality": ["app-builder", "ui-generation"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "openai-codex",
    "name": "OpenAI Codex",
    "website": "https://openai.com/codex/",
    "description": "Coding agent by OpenAI for the terminal, editors, a desktop program and the cloud, where tasks run in parallel in their own sandboxes. The terminal program is open source.",
    "pricing": ["freemium", "paid", "enterprise", "usage-based"],
    "interface": ["cli", "ide-extension", "web", "desktop"],
    "functionality": ["code-generation", "agent", "code-review", "testing", "debugging"],
    "deployment": ["cloud", "local", "hybrid"]
  },
  {
    "slug": "opencode",
    "name": "OpenCode",
    "website": "https://opencode.ai",
    "description": "Open-source coding agent with a terminal interface, a desktop program and a server behind them; it uses language servers and models of nearly any provider.",
    "pricing": ["free", "open-source"],
    "interface": ["cli", "desktop"],
    "functionality": ["code-generation", "agent", "refactoring", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "openhands",
    "name": "OpenHands",
    "website": "https://openhands.dev",
    "description": "Open-source platform for software agents that write code, run commands and browse the web in a sandbox, with a terminal program, a web interface, an SDK and a hosted service.",
    "pricing": ["freemium", "enterprise", "open-source", "usage-based"],
    "interface": ["cli", "web", "api"],
    "functionality": ["code-generation", "agent", "testing", "debugging"],
    "deployment": ["cloud", "local", "self-hosted"]
  },
  {
    "slug": "poolside",
    "name": "Poolside",
    "website": "https://poolside.ai",
    "description": "Trains its own models for software development and offers completion, chat and agents to organisations, deployed within their own infrastructure.",
    "pricing": ["enterprise"],
    "interface": ["ide-extension", "api"],
    "functionality": ["code-completion", "chat", "agent"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "pr-agent",
    "name": "PR-Agent",
    "website": "https://github.com/the-pr-agent/pr-agent",
    "description": "Open-source reviewer for pull requests that describes changes, finds faults and suggests improvements, run from the command line, as a pipeline action or by comments.",
    "pricing": ["free", "open-source"],
    "interface": ["cli", "chat"],
    "functionality": ["code-review", "documentation"],
    "deployment": ["self-hosted"]
  },
  {
    "slug": "pythagora",
    "name": "Pythagora",
    "website": "https://www.pythagora.ai",
    "description": "Builds full-stack applications step by step with agents for planning, coding, reviewing and debugging, and deploys them; it grew out of the open-source GPT Pilot.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["ide-extension", "web"],
    "functionality": ["agent", "debugging", "app-builder"],
    "deployment": ["cloud"]
  },
  {
    "slug": "python-tutor",
    "name": "Python Tutor",
    "website": "https://pythontutor.com",
    "description": "Shows how small programs in Python, Java, C, C++ and JavaScript run, step by step, and adds an AI tutor that explains code and errors to learners.",
    "pricing": ["free"],
    "interface": ["web"],
    "functionality": ["debugging", "learning"],
    "deployment": ["cloud"]
  },
  {
    "slug": "qoder",
    "name": "Qoder",
    "website": "https://qoder.com",
    "description": "Agentic development environment by Alibaba with completion, chat, delegated tasks that start from a written specification, and a generated wiki of the repository.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide", "ide-extension"],
    "functionality": ["code-completion", "chat", "agent", "documentation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "qodo",
    "name": "Qodo",
    "website": "https://www.qodo.ai",
    "description": "Checks code quality from editor to pull request: agents review changes against the rules of a team, find missing tests and write them.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["chat", "agent", "code-review", "testing"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "qwen-code",
    "name": "Qwen Code",
    "website": "https://github.com/QwenLM/qwen-code",
    "description": "Open-source terminal agent for Alibaba's Qwen coder models, adapted from Gemini CLI, that also works with other OpenAI-compatible services.",
    "pricing": ["open-source", "usage-based"],
    "interface": ["cli"],
    "functionality": ["code-generation", "agent", "refactoring"],
    "deployment": ["local"]
  },
  {
    "slug": "refact",
    "name": "Refact",
    "website": "https://refact.ai",
    "description": "Open-source agent and completion engine for editors that indexes the repository on the developer's machine and uses the models and keys that its user configures.",
    "pricing": ["free", "open-source"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-completion", "chat", "agent"],
    "deployment": ["local", "self-hosted"]
  },
  {
    "slug": "replit",
    "name": "Replit",
    "website": "https://replit.com",
    "description": "Development environment and hosting in the browser whose agent plans, builds, tests and publishes complete applications, also from a phone.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["web", "mobile"],
    "functionality": ["code-generation", "agent", "app-builder", "learning"],
    "deployment": ["cloud"]
  },
  {
    "slug": "screenshot-to-code",
    "name": "screenshot-to-code",
    "website": "https://github.com/abi/screenshot-to-code",
    "description": "Open-source program that turns screenshots, mock-ups and screen recordings into front-end code for HTML, Tailwind, React or Vue.",
    "pricing": ["freemium", "open-source"],
    "interface": ["web"],
    "functionality": ["code-generation", "ui-generation"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "semgrep-assistant",
    "name": "Semgrep Assistant",
    "website": "https://semgrep.dev",
    "description": "Adds model-based triage to the findings of the Semgrep scanner: it explains them, sets false alarms aside, remembers decisions and suggests fixes.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "web"],
    "functionality": ["code-review", "security"],
    "deployment": ["cloud"]
  },
  {
    "slug": "serena",
    "name": "Serena",
    "website": "https://github.com/oraios/serena",
    "description": "Open-source MCP server that gives coding agents the tools of an IDE: finding, reading and editing code by symbol with the help of language servers.",
    "pricing": ["free", "open-source"],
    "interface": ["api"],
    "functionality": ["refactoring", "code-search"],
    "deployment": ["local"]
  },
  {
    "slug": "shell-gpt",
    "name": "ShellGPT",
    "website": "https://github.com/TheR1D/shell_gpt",
    "description": "Command-line program that generates shell commands, code snippets and explanations with hosted or local models, and can run a command after approval.",
    "pricing": ["free", "open-source", "usage-based"],
    "interface": ["cli"],
    "functionality": ["code-generation", "chat", "devops"],
    "deployment": ["local"]
  },
  {
    "slug": "snyk-code",
    "name": "Snyk Code",
    "website": "https://snyk.io/product/snyk-code/",
    "description": "Static security analysis that combines symbolic reasoning with machine learning, shows findings while code is written, and proposes fixes that it has checked again.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-review", "security"],
    "deployment": ["cloud"]
  },
  {
    "slug": "sourcegraph-cody",
    "name": "Sourcegraph Cody",
    "website": "https://sourcegraph.com/cody",
    "description": "Assistant for organisations that answers questions and edits code with context from Sourcegraph's search over all repositories of the company.",
    "pricing": ["enterprise"],
    "interface": ["ide-extension", "web"],
    "functionality": ["code-completion", "chat", "refactoring", "code-search"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "sourcery",
    "name": "Sourcery",
    "website": "https://www.sourcery.ai",
    "description": "Reviews pull requests and code in the editor, suggests simplifications and finds security problems; it is free for open-source projects.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension", "web"],
    "functionality": ["code-review", "refactoring", "security"],
    "deployment": ["cloud"]
  },
  {
    "slug": "spec-kit",
    "name": "Spec Kit",
    "website": "https://github.com/github/spec-kit",
    "description": "Open-source toolkit by GitHub for specification-driven development: templates and commands that lead a coding agent from specification over plan and tasks to code.",
    "pricing": ["free", "open-source"],
    "interface": ["cli"],
    "functionality": ["code-generation", "documentation"],
    "deployment": ["local"]
  },
  {
    "slug": "stitch",
    "name": "Stitch",
    "website": "https://stitch.withgoogle.com",
    "description": "Experiment of Google Labs that generates interface designs for web and mobile applications, and their front-end code, from prompts, sketches and images.",
    "pricing": ["free"],
    "interface": ["web"],
    "functionality": ["ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "swe-agent",
    "name": "SWE-agent",
    "website": "https://swe-agent.com",
    "description": "Open-source research agent, from Princeton and Stanford, that lets a language model use tools to resolve issues in real GitHub repositories.",
    "pricing": ["free", "open-source"],
    "interface": ["cli"],
    "functionality": ["agent", "debugging"],
    "deployment": ["local"]
  },
  {
    "slug": "tabby",
    "name": "Tabby",
    "website": "https://www.tabbyml.com",
    "description": "Open-source server for code completion, chat and answers over a team's repositories, which runs on the team's own hardware with extensions for common editors.",
    "pricing": ["paid", "enterprise", "open-source"],
    "interface": ["ide-extension"],
    "functionality": ["code-completion", "chat", "code-search"],
    "deployment": ["self-hosted"]
  },
  {
    "slug": "tabnine",
    "name": "Tabnine",
    "website": "https://www.tabnine.com",
    "description": "Assistant for organisations with completion, chat and agents, deployed as a service, in a private cloud or without network access, on models of the customer's choice.",
    "pricing": ["paid", "enterprise"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-completion", "chat", "agent", "code-review", "testing"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "testrigor",
    "name": "testRigor",
    "website": "https://testrigor.com",
    "description": "Runs end-to-end tests that are written or generated in plain English for web, mobile, desktop and API, without locators in the tests.",
    "pricing": ["paid", "enterprise"],
    "interface": ["web"],
    "functionality": ["testing"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "trae",
    "name": "Trae",
    "website": "https://www.trae.ai",
    "description": "Editor by ByteDance, based on VS Code, with completion, chat and an agent mode that builds projects from a description.",
    "pricing": ["freemium", "paid"],
    "interface": ["ide"],
    "functionality": ["code-completion", "chat", "agent", "app-builder"],
    "deployment": ["cloud"]
  },
  {
    "slug": "v0",
    "name": "v0",
    "website": "https://v0.app",
    "description": "Builds web interfaces and full-stack applications by chat, by Vercel; the code uses React and Next.js and can be deployed or moved to a repository.",
    "pricing": ["freemium", "paid", "enterprise", "usage-based"],
    "interface": ["web", "api"],
    "functionality": ["code-generation", "agent", "app-builder", "ui-generation"],
    "deployment": ["cloud"]
  },
  {
    "slug": "warp",
    "name": "Warp",
    "website": "https://www.warp.dev",
    "description": "Terminal and agentic development environment: agents run commands, edit code and watch long-running processes beside the ordinary shell.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "desktop"],
    "functionality": ["code-generation", "agent", "debugging", "devops"],
    "deployment": ["cloud"]
  },
  {
    "slug": "watsonx-code-assistant",
    "name": "watsonx Code Assistant",
    "website": "https://www.ibm.com/products/watsonx-code-assistant",
    "description": "IBM's assistant on its Granite models for general coding and for the modernisation of enterprise Java, mainframe and automation code.",
    "pricing": ["paid", "enterprise"],
    "interface": ["ide-extension"],
    "functionality": ["code-completion", "chat", "testing", "documentation"],
    "deployment": ["cloud", "self-hosted"]
  },
  {
    "slug": "xcode",
    "name": "Xcode",
    "website": "https://developer.apple.com/xcode/",
    "description": "Apple's development environment with predictive completion that runs on the Mac, and an assistant that writes, explains and repairs code with hosted or local models.",
    "pricing": ["free"],
    "interface": ["ide"],
    "functionality": ["code-completion", "code-generation", "chat", "debugging"],
    "deployment": ["cloud", "local"]
  },
  {
    "slug": "zed",
    "name": "Zed",
    "website": "https://zed.dev",
    "description": "Open-source editor written in Rust with real-time collaboration, edit prediction, an agent panel, and the Agent Client Protocol to connect external agents.",
    "pricing": ["freemium", "open-source"],
    "interface": ["ide"],
    "functionality": ["code-completion", "chat", "agent"],
    "deployment": ["cloud", "local", "hybrid"]
  },
  {
    "slug": "zencoder",
    "name": "Zencoder",
    "website": "https://zencoder.ai",
    "description": "Coding agents for VS Code and JetBrains IDEs that know the whole repository, write and repair code, generate unit and end-to-end tests and can be shared within a team.",
    "pricing": ["freemium", "paid", "enterprise"],
    "interface": ["cli", "ide-extension"],
    "functionality": ["code-generation", "agent", "testing", "refactoring"],
    "deployment": ["cloud"]
  }
]
) {
  db.getCollection("tools").updateOne(
    { slug: tool.slug },
    { $setOnInsert: { ...tool, nameKey: tool.name.toLowerCase(), createdAt } },
    { upsert: true });
}
